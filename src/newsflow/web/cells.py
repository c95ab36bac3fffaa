"""Cells of the tables that we give out as CSV."""

CSV_TYPE = "text/csv; charset=utf-8; header=present"
"""Ours begin with a line of names (RFC 4180, 3; RFC 7111)."""


def plain(text: str) -> str:
    """The text for a cell: what a spreadsheet would take for a formula is given as text."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
