# graphbuild: `make graph` builds the graph of posts/, `make test` runs the tests.
# Everything is installed into .venv from the lock files; nothing else is needed
# than Python 3.11 to 3.13, make and git.

POSTS ?= posts
OUT   ?= output
GOLD  ?= tests/evaluation/gold
PORT  ?= 8000
Q     ?= --list

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
    command -v $$p >/dev/null 2>&1 && \
    $$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && \
    { echo $$p; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help setup graph test check docs audit evaluate bench query serve train lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile
	@echo "  Options: POSTS=folder OUT=folder GOLD=folder PORT=8000 KEYPHRASES=folder Q='a saved question'"

setup: .venv/installed ## Make .venv and install graphbuild from the lock

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "graphbuild needs Python 3.11 to 3.13 with venv: install one, or name it with PYTHON=..." >&2; exit 2; }
	@echo "making .venv with $(PYTHON)" >&2
	@$(PYTHON) -m venv .venv

.venv/installed: requirements.txt pyproject.toml | .venv/bin/python
	@echo "installing graphbuild and what it needs (once; about 300 MB)" >&2
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "installing what the tests need (once)" >&2
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

graph: .venv/installed ## Build the graph of POSTS into OUT
	@$(BIN)/graphbuild build "$(POSTS)" --output "$(OUT)"

test: .venv/installed-dev ## Run the tests
	@$(BIN)/python -m pytest -m "not browser"

check: .venv/installed-dev ## Run lint, types, imports, browser tests and the evaluation gate
	@$(BIN)/ruff format --check graphbuild tests tools training
	@$(BIN)/ruff check graphbuild tests tools training
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -m browser
	@$(BIN)/graphbuild evaluate $(GOLD) --floors tests/evaluation/floors.json
	@$(BIN)/graphbuild evaluate $(GOLD) --floors tests/evaluation/floors.json --no-names
	@$(BIN)/python training/gate.py $(if $(WINER),--winer "$(WINER)")

docs: .venv/installed-dev ## Write the vocabulary's documentation to docs/*.html
	@$(BIN)/python docs/make_pages.py

audit: .venv/installed-dev ## Ask the advisory database about the pinned dependencies
	@$(BIN)/python tools/audit.py requirements.txt requirements-dev.txt

evaluate: .venv/installed ## Score the extraction against GOLD
	@$(BIN)/graphbuild evaluate "$(GOLD)"
	@$(BIN)/graphbuild evaluate "$(GOLD)" --no-names

bench: .venv/installed-dev ## Measure speed and memory
	@$(BIN)/python tests/benchmarks/bench.py
	@$(if $(KEYPHRASES),$(BIN)/python tests/benchmarks/keyphrases.py "$(KEYPHRASES)")
	@$(BIN)/python tests/benchmarks/rdf.py

query: .venv/installed ## Ask the graph in OUT: Q='who-works-where'
	@$(BIN)/graphbuild query --graph "$(OUT)/graph.ttl" $(Q)

serve: .venv/installed ## Serve the page and a SPARQL endpoint on loopback
	@$(BIN)/graphbuild serve --graph "$(OUT)/graph.ttl" --port $(PORT)

train: .venv/installed-dev ## Train the names model from training/ (WINER=folder adds WiNER news)
	@$(BIN)/python training/train.py $(if $(WINER),--winer "$(WINER)")

lock: .venv/installed-dev ## Renew the lock files after a change of pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml --group build -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-annotate --no-emit-index-url --no-emit-find-links --group dev -c requirements.txt -o requirements-dev.txt

clean: ## Remove what was built and installed
	@rm -rf .venv dist .*_cache $(filter-out output/README.md,$(wildcard output/* output/.graphbuild-*))
