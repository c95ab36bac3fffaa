"""IPTC 7901, revision 5: text for tickers and systems of the eighties. Lines of 69 characters, declared charset."""

from newsflow.formats.iptc7901.writer import core, fill

__all__ = ["core", "fill"]
