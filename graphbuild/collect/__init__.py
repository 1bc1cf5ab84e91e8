"""Stage 1: files -> posts and comments, with their layout read and the rest set aside."""

from graphbuild.collect.files import collect, find_files, make_source, read_source
from graphbuild.collect.readers import READERS, parse_posts
from graphbuild.collect.slugs import source_slug

__all__ = [
    "READERS",
    "collect",
    "find_files",
    "make_source",
    "parse_posts",
    "read_source",
    "source_slug",
]
