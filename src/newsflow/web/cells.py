"""Cells of the tables that we give out as CSV."""


def plain(text: str) -> str:
    """The text for a cell: what a spreadsheet would take for a formula is given as text."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
