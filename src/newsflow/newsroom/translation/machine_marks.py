"""Sentences that a machine wrote into a draft: marked until a person touched or accepted them, and counted for the record."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection, query, rows, run
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import ChecksError
from newsflow.domain.pair.machine import Sentence, machine_sentences, machine_share
from newsflow.domain.worded import worded
from newsflow.newsroom.drafts import get
from newsflow.newsroom.proof import check_person

MARKS_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A sentence that a machine gave, by its digest."""

    digest: bytes
    engine: str
    accepted_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A sentence of a draft as it stands that is a machine's still; `accepted`: a person has said that it may go."""

    sentence: Sentence
    engine: str
    accepted: bool


_ADD = query("newsroom/translation.add_machine_sentence")
_MARKS = query("newsroom/translation.machine_marks", Mark)
_ACCEPT = query("newsroom/translation.accept_machine")


async def marks_of(db: Connection, draft: int) -> dict[bytes, Mark]:
    """What machines wrote into a draft, by digest."""
    return {mark.digest: mark for mark in await rows(db, _MARKS, {"draft": draft, "limit": MARKS_LIMIT})}


async def open_digests(db: Connection, draft: int) -> frozenset[bytes]:
    """The sentences that nobody has accepted; those that somebody touched are in no text any more."""
    return frozenset(mark.digest for mark in (await marks_of(db, draft)).values() if mark.accepted_by is None)


async def marked(db: Connection, draft: int, version: Dispatch) -> tuple[Marked, ...]:
    """The machine's sentences in a text of the draft, with their places: for the page."""
    known = await marks_of(db, draft)
    return tuple(
        Marked(
            sentence=one,
            engine=known[one.digest].engine,
            accepted=known[one.digest].accepted_by is not None,
        )
        for one in machine_sentences(version, known.keys())
    )


async def mark(db: Connection, draft: int, digests: Collection[bytes], engine: str, now: datetime) -> None:
    """Put down what a machine wrote into a draft."""
    for digest in sorted(digests):
        await run(db, _ADD, {"draft": draft, "digest": digest, "engine": engine, "now": now})


async def accept(db: Connection, draft: int, digests: Collection[bytes], hand: Hand, now: datetime) -> int:
    """Say that these sentences may go as the machine gave them; gives how many that were. A person's word, never a machine's."""
    check_person(hand)
    found = await get(db, draft)
    authorise(hand.person, Act.WRITE, language=found.language, section=found.section)
    asked = {"draft": draft, "digests": sorted(digests), "by": hand.person.id, "now": now}
    accepted = await run(db, _ACCEPT, asked)
    await audit.note(db, hand, "machine_accepted", f"draft:{draft}", at=now, sentences=accepted)
    return accepted


async def check_machine(db: Connection, draft: int, version: Dispatch) -> int:
    """The share of machine text in what goes out, per cent. Raises ChecksError while a sentence waits for a person."""
    known = await marks_of(db, draft)
    if not known:
        return 0
    waiting = [
        one for one in machine_sentences(version, known.keys()) if known[one.digest].accepted_by is None
    ]
    if waiting:
        raise ChecksError(
            "A machine wrote a part of this, and nobody has looked at it.",
            worded("%(count)s sentences.", count=len(waiting)),
            "Mend or accept each of them.",
            codes=("pair_machine",),
        )
    return machine_share(version, known.keys())
