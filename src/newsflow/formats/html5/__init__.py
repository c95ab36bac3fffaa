"""HTML: a page of its own for people and for systems that read Dublin Core's names in its head. Also well-formed XML."""

from newsflow.formats.html5.writer import core, fill

__all__ = ["core", "fill"]
