"""Names of the list: added, changed, found in texts, offered while somebody types."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.characters import what_is_wrong
from newsflow.domain.checks.tokens import base, same, words
from newsflow.domain.errors import BadInputError, NotFoundError
from newsflow.domain.house_names import (
    WORDS_LIMIT,
    HouseName,
    NameKind,
    Spelling,
    Standing,
    key_of_name,
    keys_in,
)
from newsflow.domain.worded import worded
from newsflow.newsroom.rows import Number

SPELLING_CHARACTERS = 120
SPELLINGS_LIMIT = 100
"""Of one name."""
FOUND_LIMIT = 20_000
"""Spellings that are read for one text, at most."""
OFFERED_LIMIT = 10
LISTED_LIMIT = 200


@dataclass(frozen=True, slots=True)
class SpellingRow:
    """One spelling with its name."""

    name: int
    kind: str
    language: str
    text: str
    standing: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A name that begins as somebody typed: `text` is the house's spelling."""

    id: int
    kind: str
    typed: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A name as it is to stand in the list."""

    kind: NameKind
    spellings: tuple[Spelling, ...]


_ADD = query("newsroom/names_list.add", Number)
_TOUCH = query("newsroom/names_list.touch")
_DROP = query("newsroom/names_list.drop")
_CLEAR = query("newsroom/names_list.clear_spellings")
_ADD_SPELLING = query("newsroom/names_list.add_spelling")
_BY_KEYS = query("newsroom/names_list.by_keys", SpellingRow)
_BY_ID = query("newsroom/names_list.by_id", SpellingRow)
_AHEAD = query("newsroom/names_list.ahead", Offered)
_IDS = query("newsroom/names_list.ids", Number)


def check_wanted(wanted: Wanted) -> None:
    """Pass when the name can stand in the list: BadInputError says what is wrong with which spelling."""
    house = [one.language for one in wanted.spellings if one.standing is Standing.HOUSE]
    if not house or len(house) != len(set(house)):
        raise BadInputError(
            "A name has one spelling of the house's in a language, and one language at least.",
            ", ".join(one.text for one in wanted.spellings)[:200] or "None is given.",
            "Give one for each language; others are “also” or “avoid”.",
        )
    if len(wanted.spellings) > SPELLINGS_LIMIT or len(
        {(one.language, one.text) for one in wanted.spellings}
    ) < len(wanted.spellings):
        raise BadInputError(
            "A spelling stands in it twice, or there are too many.",
            wanted.spellings[0].text,
            "Take some out.",
        )
    for one in wanted.spellings:
        wrong = what_is_wrong(one.text)
        length = len(one.text)
        if (
            wrong
            or not 1 <= length <= SPELLING_CHARACTERS
            or not 1 <= len(list(words(one.text))) <= WORDS_LIMIT
        ):
            raise BadInputError(
                "This spelling cannot stand in the list.",
                f"“{one.text[:60]}”: {wrong or f'{length} characters'}.",
                worded(
                    "Write 1 to %(most)s words, %(most_2)s characters at most.",
                    most=WORDS_LIMIT,
                    most_2=SPELLING_CHARACTERS,
                ),
            )


async def add_name(db: Connection, wanted: Wanted, hand: Hand, now: datetime) -> int:
    """A new name, by someone who writes; gives its number."""
    authorise(hand.person, Act.WRITE)
    check_wanted(wanted)
    number = await put_name(db, wanted, now, by=hand.person.id)
    await audit.note(db, hand, "name_added", f"name:{number}", at=now)
    return number


async def change_name(db: Connection, name: int, wanted: Wanted, hand: Hand, now: datetime) -> None:
    """The name with other spellings. Raises NotFoundError."""
    authorise(hand.person, Act.WRITE)
    check_wanted(wanted)
    await put_spellings(db, name, wanted, now)
    await audit.note(db, hand, "name_changed", f"name:{name}", at=now)


async def drop_name(db: Connection, name: int, hand: Hand, now: datetime) -> None:
    """Nothing; the list does not know the name any more. Raises NotFoundError; takes who may release."""
    authorise(hand.person, Act.RELEASE)
    if not await run(db, _DROP, {"id": name}):
        raise NotFoundError("No such name.", str(name), "See the names list.")
    await audit.note(db, hand, "name_dropped", f"name:{name}", at=now)


async def put_name(db: Connection, wanted: Wanted, now: datetime, *, by: str | None) -> int:
    """A new name as it was checked; `by` is None for a loaded file."""
    made = await row(db, _ADD, {"kind": wanted.kind.value, "by": by, "now": now})
    assert made is not None
    await put_spellings(db, made.number, wanted, now)
    return made.number


async def put_spellings(db: Connection, name: int, wanted: Wanted, now: datetime) -> None:
    """The name's spellings in place of those that it had. Raises NotFoundError."""
    if not await run(db, _TOUCH, {"id": name, "kind": wanted.kind.value, "now": now}):
        raise NotFoundError("No such name.", str(name), "See the names list.")
    await run(db, _CLEAR, {"id": name})
    for one in wanted.spellings:
        stored = {"id": name, "language": one.language, "text": one.text, "standing": one.standing.value}
        await run(db, _ADD_SPELLING, {**stored, "key": key_of_name(one.text), "folded": same(one.text)})


async def get_name(db: Connection, name: int) -> HouseName:
    """A name by its number. Raises NotFoundError."""
    found = _names(await rows(db, _BY_ID, {"ids": [name], "limit": SPELLINGS_LIMIT}))
    if not found:
        raise NotFoundError("No such name.", str(name), "See the names list.")
    return found[0]


async def names_for(db: Connection, *texts: tuple[str, Sequence[str]]) -> tuple[HouseName, ...]:
    """The names of the list that could stand in these texts, each given with its language."""
    keys = sorted({key for language, said in texts for key in keys_in(said, language)})
    if not keys:
        return ()
    asked = {"keys": keys, "languages": sorted({base(language) for language, _ in texts})}
    return _names(await rows(db, _BY_KEYS, {**asked, "limit": FOUND_LIMIT}))


async def offered(db: Connection, typed: str, language: str) -> list[Offered]:
    """What begins as it was typed, at most ten: for type-ahead. Two letters at least."""
    folded = _escaped(same(typed.strip()[:SPELLING_CHARACTERS]))
    if len(folded) < 2:
        return []
    asked = {"language": base(language), "begins": f"{folded}%", "inside": f"% {folded}%"}
    return await rows(db, _AHEAD, {**asked, "limit": OFFERED_LIMIT})


async def search_names(db: Connection, typed: str = "") -> tuple[HouseName, ...]:
    """Names of the list with a word that begins so, in any language; the first two hundred for the list's page."""
    folded = _escaped(same(typed.strip()[:SPELLING_CHARACTERS]))
    asked = {"begins": f"{folded}%" if folded else None, "inside": f"% {folded}%", "limit": LISTED_LIMIT}
    ids = [found.number for found in await rows(db, _IDS, asked)]
    return _names(await rows(db, _BY_ID, {"ids": ids, "limit": FOUND_LIMIT}))


def _names(found: Iterable[SpellingRow]) -> tuple[HouseName, ...]:
    return tuple(
        HouseName(
            id=number,
            kind=NameKind(together[0].kind),
            spellings=tuple(
                Spelling(language=one.language, text=one.text, standing=Standing(one.standing))
                for one in together
            ),
        )
        for number, group in groupby(found, key=lambda one: one.name)
        if (together := list(group))
    )


def _escaped(folded: str) -> str:
    for special in ("\\", "%", "_"):
        folded = folded.replace(special, f"\\{special}")
    return folded
