"""graphbuild: a knowledge graph that can be trusted, from a folder of blog posts."""

__version__ = "0.1.0"
