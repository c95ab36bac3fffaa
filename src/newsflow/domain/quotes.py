"""Where a text stands inside a quotation, so that it is not cut there."""

_CLOSED_BY = {"«": "»", "“": "”", "„": "“”", "‹": "›", '"': '"', "「": "」", "『": "』", "《": "》"}
_INWARD = frozenset({"de", "da", "sl", "cs", "sk", "hr", "sr", "hu"})
"""Languages that may write »so« as well as «so»."""


def quotations(text: str, language: str) -> list[tuple[int, int]]:
    """The stretches from an opening mark to its closing one, both of them in; outer and inner ones.

    A mark that is never closed opens none: it is a slip, or inches. Straight quotes close in their own
    paragraph (line). A quotation that goes on may open again with each paragraph, as newspapers set it.
    """
    inward = language.split("-", maxsplit=1)[0].lower() in _INWARD
    open_at: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for place, mark in enumerate(text):
        if mark == "\n":
            open_at = [one for one in open_at if one[0] != '"']
            continue
        opener = next((one for one in reversed(open_at) if mark in _closers(one[0])), None)
        if opener is not None:
            while open_at.pop() != opener:
                pass
            found.append((opener[1], place + 1))
        elif mark in _CLOSED_BY or (mark == "»" and inward):
            again = any(one[0] == mark for one in open_at) and text[place - 1] == "\n"
            if not again:
                open_at.append((mark, place))
    return found


def _closers(opener: str) -> str:
    return "«" if opener == "»" else _CLOSED_BY[opener]
