"""The grammar of RFC 4287, as a check of Atom documents."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree

GRAMMAR = Path(__file__).with_name("atom.rng")


@cache
def rfc_4287() -> etree.RelaxNG:
    """The grammar, with its sections."""
    return etree.RelaxNG(etree.parse(GRAMMAR))


def atom_fault(document: bytes) -> str | None:
    """What RFC 4287 says against a document; None where it says nothing."""
    grammar = rfc_4287()
    return None if grammar.validate(etree.fromstring(document)) else str(grammar.error_log.last_error)
