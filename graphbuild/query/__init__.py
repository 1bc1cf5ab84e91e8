"""Read a built graph back: saved questions, an endpoint, one entity, two builds.

Works on the exported files alone, so that it can be used on any copy of them; what is
known here of the graph is what the files say, nothing of how they were written.
Import the module you need: this package imports nothing, to keep commands quick.
"""
