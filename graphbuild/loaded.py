"""Importing this module loads the models: for the process that those that read come from.

It is named to ``executors``, never imported by other modules.
"""

from __future__ import annotations

import gc
from contextlib import suppress

import graphbuild.analysis  # noqa: F401 (what the processes are asked to run)
from graphbuild.detect.pipelines import french, recogniser
from graphbuild.errors import ModelError
from graphbuild.words import zipf

with suppress(ModelError):  # whoever needs them is told
    recogniser().read(list(french().pipe(["Une phrase pour commencer."])))
    zipf("phrase")
    gc.freeze()  # else the first collection in each process copies the models' pages
