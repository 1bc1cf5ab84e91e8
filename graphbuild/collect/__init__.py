"""Stage 1: files -> posts and comments, with their layout read and the rest set aside."""

from graphbuild.collect.corpus import Corpus, read_corpus
from graphbuild.collect.files import STDIN, collect, find_files
from graphbuild.collect.readers import make_source, parse_posts
from graphbuild.collect.slugs import source_slug

__all__ = [
    "STDIN",
    "Corpus",
    "collect",
    "find_files",
    "make_source",
    "parse_posts",
    "read_corpus",
    "source_slug",
]
