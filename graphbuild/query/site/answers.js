"use strict";
/* Answers to read, beside YASGUI's own table: a name leads to the page of what it names.
   As on Wikidata, a column `personLabel` shows the name of what the column `person` holds. */

const ask = document.getElementById("ask");
const BASE = ask.dataset.base;
const MOST_ROWS = 2000;
const PREFIXES = {
  "gb:": "https://w3id.org/graphbuild#",
  "schema:": "https://schema.org/",
  "skos:": "http://www.w3.org/2004/02/skos/core#",
  "rdf:": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  "rdfs:": "http://www.w3.org/2000/01/rdf-schema#",
};

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function short(iri) {
  if (BASE && iri.startsWith(BASE)) return iri.slice(BASE.length);
  const found = Object.entries(PREFIXES).find(([, start]) => iri.startsWith(start));
  return found ? found[0] + iri.slice(found[1].length) : iri;
}

/* Where a thing of the graph is shown on this server; elsewhere, only the web is linked to. */
function address(iri) {
  if (BASE && iri.startsWith(BASE)) return `/${iri.slice(BASE.length)}`;
  return /^https?:\/\//.test(iri) ? iri : "";
}

function linked(text, iri) {
  const href = address(iri);
  if (!href) return document.createTextNode(text);
  return element("a", text, { href, rel: "noopener noreferrer" });
}

/* A cell that a spreadsheet would run gets an apostrophe in front, as where the server writes CSV;
   so does what one that divides at semicolons would run inside of a cell. */
const FORMULA = /(^|[;\t\r\n])(?=[^\S\t\r\n]*[=+@\-\uff1d\uff0b\uff20\uff0d][^;\t\r\n]*?(?:\w\(|\w\s+\(\s*"|\||!\w))/g;

function csvCell(term) {
  const text = term ? term.value.replace(FORMULA, "$1'") : "";
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvOf(results) {
  const names = results.getVariables();
  const lines = results.getBindings().map((row) => names.map((name) => csvCell(row[name])));
  return [names, ...lines].map((line) => `${line.join(",")}\r\n`).join("");
}

/* What YASGUI offers to save of a table. */
function download(name) {
  const results = this.yasr.results;
  return { getData: () => (results ? csvOf(results) : ""), contentType: "text/csv", title: "CSV", filename: `${name || "answers"}.csv` };
}

class Answers {
  constructor(yasr) {
    this.yasr = yasr;
    this.priority = 20;
    this.label = ask.dataset.answers;
  }

  canHandleResults() {
    const results = this.yasr.results;
    return Boolean(results && results.getVariables() && results.getVariables().length);
  }

  getIcon() {
    const icon = document.createElement("span");
    icon.textContent = "☰";
    return icon;
  }

  draw() {
    const names = this.yasr.results.getVariables();
    const shown = names.filter((name) => !names.includes(`${name}Label`));
    const rows = this.yasr.results.getBindings();
    const table = element("table", "", { class: "answers" });
    const head = table.createTHead().insertRow();
    for (const name of shown) head.append(element("th", name.replace(/Label$/, ""), { scope: "col" }));
    const body = table.createTBody();
    for (const row of rows.slice(0, MOST_ROWS)) {
      const line = body.insertRow();
      for (const name of shown) line.insertCell().append(this.cell(row, name));
    }
    const box = element("div", "", { class: "answers-box" });
    box.append(table);
    if (rows.length > MOST_ROWS) box.append(element("p", `… ${rows.length}`, { class: "soft" }));
    this.yasr.resultsEl.append(box);
  }

  cell(row, name) {
    const value = row[name];
    if (!value) return document.createTextNode("");
    const named = row[name.replace(/Label$/, "")];
    if (named && named.type === "uri") return linked(value.type === "uri" ? short(value.value) : value.value, named.value);
    return document.createTextNode(value.value);
  }
}

Answers.prototype.download = download;
Yasgui.Yasr.plugins.table.prototype.download = download;
Yasgui.Yasr.registerPlugin("answers", Answers);
