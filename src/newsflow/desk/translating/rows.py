"""An original and its translation as rows of one form, paragraph against paragraph, and back. Pure.

A paragraph that nobody has translated yet is in the draft as the original has it; its field is shown empty, and an empty field
leaves it so. A row whose paragraph is left out on purpose says that itself.
"""

from dataclasses import dataclass, replace

from newsflow.domain.checks.finding import Finding
from newsflow.domain.codes import BlockKind
from newsflow.domain.dispatch import Block, Dispatch
from newsflow.domain.errors import BadInputError
from newsflow.domain.markup import read_markup, write_markup
from newsflow.domain.pair.align import Pair, align
from newsflow.domain.worded import worded
from newsflow.web.forms import Form

_MARKS = {BlockKind.SUBHEAD: 3, BlockKind.QUOTE: 2, BlockKind.LIST: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A field of the page, and a place in it."""

    field: str
    start: int
    end: int


def pairs_of(original: Dispatch, translation: Dispatch) -> tuple[Pair, ...]:
    """Which paragraphs stand side by side: as many on both sides one by one, as they are while nothing was merged."""
    old, new = original.words(), translation.words()
    if len(old) == len(new):
        return tuple(Pair((n,), (n,)) for n in range(len(old)))
    return align(old, new, original.language, translation.language)


def pairs_as_shown(shown: str, original: Dispatch, translation: Dispatch) -> tuple[Pair, ...]:
    """The rows of a page that is open: `shown` says how many paragraphs each of its fields holds; where that does not fit, anew."""
    counts = [int(one) for one in shown.split(",") if one.isdecimal() and len(one) < 4]
    if len(counts) > 1_000 or sum(counts) != len(translation.body):
        return pairs_of(original, translation)
    ends = [sum(counts[: n + 1]) for n in range(len(counts))]
    return tuple(Pair((), tuple(range(end - count, end))) for count, end in zip(counts, ends, strict=True))


def is_untouched(pair: Pair, original: Dispatch, translation: Dispatch) -> bool:
    """Whether the row's text is still the original's, and has letters to translate."""
    old, new = original.words(), translation.words()
    said = [new[n] for n in pair.new]
    return said == [old[n] for n in pair.old] and any(c.isalpha() for text in said for c in text)


def text_of(pair: Pair, translation: Dispatch) -> str:
    """The row's paragraphs as its field holds them."""
    return write_markup(translation.body[n] for n in pair.new)


def blocks_of(pair: Pair, original: Dispatch) -> tuple[Block, ...]:
    """The row's paragraphs of the original."""
    return tuple(original.body[n] for n in pair.old)


def read_rows(form: Form, before: Dispatch, original: Dispatch) -> Dispatch:
    """The translation as the form has it. Raises BadInputError for a form that does not fit the original.

    A pressed button `copy` names a field and the words that go into it: for who has no scripts.
    """
    numbers, texts, left_out = form.texts("of"), form.texts("row"), set(form.texts("out"))
    if not form.has("headline") or len(numbers) != len(texts):
        raise BadInputError(
            "The form has lost a part.", worded("%(count)s rows.", count=len(texts)), "Load the page again."
        )
    into, _, copied = form.text("copy").partition(" ")
    body: list[Block] = []
    for row, (of, text) in enumerate(zip(numbers, texts, strict=True)):
        said = f"{text} {copied}" if into == f"row-{row}" else text
        if said.strip():
            body += read_markup(said)
        elif str(row) not in left_out:
            body += _original_blocks(of, original)
    headline = _line(copied if into == "headline" else form.text("headline"))
    place = _line(form.text("place"))
    keywords = (" ".join(one.split()) for one in form.text("keywords").replace("،", ",").split(","))
    return replace(
        before,
        headline=headline or original.headline,
        deck=_line(form.text("deck")) or original.deck,
        dateline=replace(before.dateline, place=place) if before.dateline and place else before.dateline,
        keywords=tuple(dict.fromkeys(one for one in keywords if one)) or before.keywords,
        body=tuple(body),
    )


def singles_of(version: Dispatch) -> dict[str, str]:
    """What of a version stands on one line, by the page's name for it."""
    return {
        "headline": version.headline,
        "deck": version.deck or "",
        "place": version.dateline.place if version.dateline else "",
        "keywords": ", ".join(version.keywords),
    }


def _original_blocks(of: str, original: Dispatch) -> list[Block]:
    found = [int(one) for one in of.split(",") if one.isdecimal() and len(one) < 6]
    if any(number >= len(original.body) for number in found):
        raise BadInputError(
            "The original has other paragraphs than this page shows.", f"“{of[:40]}”.", "Load the page again."
        )
    return [original.body[number] for number in found]


def _line(text: str) -> str:
    return " ".join(text.split())


def place_of(one: Finding, pairs: tuple[Pair, ...], content: Dispatch) -> Place | None:
    """Where a finding's place is on the page: in the headline's field, the deck's, or a row's; None: in none of them."""
    if one.field in {"headline", "deck"}:
        return Place(field=one.field, start=one.start, end=one.end)
    if one.field == "translated_from":
        return Place(field="moved", start=0, end=0)
    if one.field == "dateline" and content.dateline is not None:
        return Place(field="place", start=0, end=0)
    row = next((n for n, pair in enumerate(pairs) if one.part in pair.new), None)
    if one.field != "body" or row is None:
        return None
    if not one.end:
        return Place(field=f"row-{row}", start=0, end=0)
    ahead = [content.body[n] for n in pairs[row].new if n < one.part]
    shift = (len(write_markup(ahead)) + 2 if ahead else 0) + _MARKS.get(content.body[one.part].kind, 0)
    return Place(field=f"row-{row}", start=one.start + shift, end=one.end + shift)
