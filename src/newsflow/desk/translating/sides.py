"""What the side-by-side page shows of each row: the original as it is or as it changed, the translation, what is offered for it."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from newsflow.db.query import Connection
from newsflow.desk.translating.rows import blocks_of, is_untouched, pairs_of, singles_of, text_of
from newsflow.domain.dispatch import Block, Dispatch
from newsflow.domain.house_names import HouseName, known_in
from newsflow.domain.pair.align import Pair
from newsflow.domain.word_diff import PartDiff, Piece, diff
from newsflow.newsroom.names_list import names_for
from newsflow.newsroom.translation.machine_marks import Marked
from newsflow.newsroom.translation.pairing import Beside

NAMES_SHOWN = 9
"""Of one row: each has a digit for its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineSentence:
    """A sentence as a machine gave it."""

    digest: str
    text: str
    engine: str
    accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOffer:
    """A name of the original's paragraph, and how the house writes it in the translation's language."""

    source: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryOffer:
    """What was made of a sentence before."""

    source: str
    text: str
    address: str
    is_of_story: bool
    is_alike: bool
    """Made of a sentence that is only like this one: `source` says of which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPair:
    """Something of the story that was translated into this language before."""

    original: str
    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """A part of the original and the field beside it."""

    number: int
    name: str
    """The field's name: `headline`, `deck`, `place`, `keywords` or `row`."""
    id: str
    of: str
    blocks: tuple[Block, ...]
    said: str
    """The words of what stands on one line."""
    changed: tuple[tuple[Piece, ...], ...]
    """What happened to it since, where its original moved on."""
    text: str
    left_out: bool
    machine: tuple[MachineSentence, ...]
    names: tuple[NameOffer, ...]
    memory: tuple[MemoryOffer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A slip that was found, in words, and where it is: in a field of the page (`jump`), or on another page."""

    address: str
    jump: str
    start: int
    end: int
    label: str
    text: str
    refuses: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSlips:
    """What follows from the translation as it was saved last."""

    slips: tuple[Slip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was read for all rows at once."""

    names: tuple[HouseName, ...]
    changes: tuple[PartDiff, ...]
    marked: tuple[Marked, ...]


async def known_of(db: Connection, beside: Beside, content: Dispatch, marked: Collection[Marked]) -> Known:
    """Names of the list in either text, and what changed in the original since."""
    original = beside.original
    said = (original.headline, original.deck or "", *original.words())
    names = await names_for(db, (original.language, said), (content.language, content.words()))
    changes: tuple[PartDiff, ...] = ()
    if beside.latest is not None:
        changes = await asyncio.to_thread(diff, original, beside.latest)
    return Known(names=names, changes=changes, marked=tuple(marked))


def rows_of(beside: Beside, content: Dispatch, known: Known) -> tuple[PairRow, ...]:
    """Headline, deck, then the body's rows."""
    original = beside.original
    pairs = pairs_of(original, content)
    rows = (_row(n, pair, original, content, known) for n, pair in enumerate(pairs))
    return (*_singles(original, content, known), *rows)


def _singles(original: Dispatch, content: Dispatch, known: Known) -> list[PairRow]:
    """What stands on one line: headline, deck, the dateline's place, keywords."""
    said, text = singles_of(original), singles_of(content)
    return [
        PairRow(
            number=0,
            name=name,
            id=name,
            of="",
            blocks=(),
            said=said[name],
            changed=tuple(one.pieces for one in known.changes if one.field == name and not one.is_same),
            text="" if text[name] == said[name] else text[name],
            left_out=False,
            machine=_machine(known, name, {0}),
            names=_names([said[name]], original, content, known),
        )
        for name in said
        if name == "headline" or said[name] or text[name]
    ]


def _row(number: int, pair: Pair, original: Dispatch, content: Dispatch, known: Known) -> PairRow:
    words = original.words()
    return PairRow(
        number=number,
        name="row",
        id=f"row-{number}",
        of=",".join(str(n) for n in pair.old),
        blocks=blocks_of(pair, original),
        said="",
        changed=_changed(pair, known.changes),
        text="" if is_untouched(pair, original, content) else text_of(pair, content),
        left_out=not pair.new,
        machine=_machine(known, "body", set(pair.new)),
        names=_names([words[n] for n in pair.old], original, content, known),
    )


def _changed(pair: Pair, changes: Sequence[PartDiff]) -> tuple[tuple[Piece, ...], ...]:
    """The row's paragraphs with what changed in them, and those that came right behind them; nothing where all stayed."""
    found: list[PartDiff] = []
    before: int | None = -1
    for one in changes:
        if one.field != "body":
            continue
        before = one.before if one.before is not None else before
        if before in pair.old or (before == -1 and 0 in pair.old):
            found.append(one)
    return () if all(one.is_same for one in found) else tuple(one.pieces for one in found)


def _machine(known: Known, field: str, parts: set[int]) -> tuple[MachineSentence, ...]:
    return tuple(
        MachineSentence(
            digest=one.sentence.digest.hex(), text=one.sentence.text, engine=one.engine, accepted=one.accepted
        )
        for one in known.marked
        if one.sentence.field == field and one.sentence.part in parts
    )


def _names(
    texts: Sequence[str], original: Dispatch, content: Dispatch, known: Known
) -> tuple[NameOffer, ...]:
    found = known_in(texts, original.language, known.names)
    offers = (
        NameOffer(source=source, text=text)
        for one in found
        if (text := one.house(content.language)) and (source := one.house(original.language))
    )
    return tuple(dict.fromkeys(offers))[:NAMES_SHOWN]
