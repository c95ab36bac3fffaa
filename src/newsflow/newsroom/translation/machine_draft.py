"""A machine's draft of a translation: sentence by sentence of the original, each marked until a person has looked at it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.pool import Pool, transaction
from newsflow.domain.codes import BlockKind
from newsflow.domain.dispatch import Block, Dispatch, Span
from newsflow.domain.errors import BadInputError, ConflictError
from newsflow.domain.pair.machine import digest_of
from newsflow.domain.text import sentences
from newsflow.domain.worded import worded
from newsflow.newsroom.drafts import get
from newsflow.newsroom.engines.engine import CHARACTERS_LIMIT, SENTENCES_LIMIT, Engine
from newsflow.newsroom.proof import check_person
from newsflow.newsroom.saves import save
from newsflow.newsroom.translation.machine_marks import mark
from newsflow.newsroom.translation.pairing import beside_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What a machine's draft came to."""

    save: int
    sentences: int


async def machine_draft(
    pool: Pool, engine: Engine, draft: int, hand: Hand, now: datetime, *, base_save: int, sitting: str
) -> Drafted:
    """Put an engine's translation of the original into a translation's draft: a save as any other, its sentences marked.

    No transaction is open while the engine works. Raises EngineError, ConflictError when somebody saved meanwhile,
    BadInputError for what is no translation of a text that is held here.
    """
    check_person(hand)
    async with transaction(pool) as db:
        found = await get(db, draft)
        content = found.dispatch()
        authorise(hand.person, Act.WRITE, language=content.language, section=content.section)
        beside = await beside_of(db, content, draft)
    if beside is None:
        raise BadInputError("This is no translation of a text held here.", str(draft), "Write it yourself.")
    if base_save != found.save:
        raise ConflictError(
            "This draft was saved since.", worded("Version %(save)s.", save=found.save), "Load it again."
        )
    parts = _Parts.of(beside.latest or beside.original)
    translated = await engine.translate(parts.sentences, beside.original.language, content.language)
    made = parts.put(translated, content)
    async with transaction(pool) as db:
        number = await save(db, draft, made, hand, now, base_save=base_save, sitting=sitting)
        digests = {digest_of(one) for text in translated for one in sentences(text, content.language)}
        await mark(db, draft, digests | {digest_of(one) for one in translated}, engine.name, now)
        await audit.note(db, hand, "machine_drafted", f"draft:{draft}", at=now, engine=engine.name)
    return Drafted(save=number, sentences=len(translated))


@dataclass(frozen=True, slots=True)
class _Parts:
    """An original as sentences, and how many of them are of its headline, its deck, and each line of each block."""

    original: Dispatch
    sentences: tuple[str, ...]
    counts: tuple[int, ...]

    @classmethod
    def of(cls, original: Dispatch) -> "_Parts":
        """The original in sentences. Raises BadInputError when it is too long for a machine."""
        texts = [
            original.headline,
            original.deck or "",
            *(line for block in original.body for line in _lines(block)),
        ]
        cut = [sentences(text, original.language) for text in texts]
        every = tuple(one for group in cut for one in group)
        if len(every) > SENTENCES_LIMIT or sum(map(len, every)) > CHARACTERS_LIMIT:
            raise BadInputError(
                "This text is too long for the engine.",
                worded("%(count)s sentences.", count=len(every)),
                "Translate it yourself.",
            )
        return cls(original, every, tuple(len(group) for group in cut))

    def put(self, translated: Sequence[str], content: Dispatch) -> Dispatch:
        """The draft's content with the translation in headline, deck and body. Links of the original's blocks go."""
        texts: list[str] = []
        at = 0
        for count in self.counts:
            texts.append(" ".join(translated[at : at + count]))
            at += count
        headline, deck, *lines = texts
        blocks: list[Block] = []
        place = 0
        for block in self.original.body:
            many = len(_lines(block))
            blocks.append(_filled(block, lines[place : place + many]))
            place += many
        return replace(content, headline=headline, deck=deck or None, body=tuple(blocks))


def _lines(block: Block) -> list[str]:
    return block.text().split("\n") if block.kind is BlockKind.LIST else [block.text()]


def _filled(block: Block, lines: list[str]) -> Block:
    if block.kind is BlockKind.LIST:
        return replace(block, items=tuple((Span(line),) for line in lines))
    return replace(block, spans=(Span(lines[0]),))
