"""Atom 1.0 (RFC 4287) with full texts; versions replace each other under one id. Media as enclosures."""

from newsflow.formats.atom.writer import alone, core, entry, fill, joined

__all__ = ["alone", "core", "entry", "fill", "joined"]
