"""Items of every kind as their writers get them: a seed always gives the same ones. `items(seed, count)`.

Every thing that a version may carry comes up, also what a desk would hardly write; tests of all formats share these.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from newsflow.domain.codes import Action, ItemType, ReasonClass
from newsflow.domain.entry import NOTICED, STOPS, Header
from newsflow.domain.guid import Guid, Seq
from newsflow.domain.media import SERIES_OF
from newsflow.domain.notice import Event, notice, stopped
from newsflow.formats.choices import Choices, G2Body
from newsflow.formats.sheet import File, Link, Links, Relation, Sheet, sheet_of
from newsflow.matching.sizes import formats, handed
from tests.builders import the_agency
from tests.formats.dispatches import a_content
from tests.formats.words import LANGUAGES, words
from tests.harness import MORNING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from newsflow.domain.dispatch import Dispatch

KINDS = (*[ItemType.TEXT] * 5, *ItemType)
"""Texts are half of the wire; the rest is of every type."""
_ACTIONS = (
    *[Action.NEW] * 4, Action.UPDATE, Action.CORRECT, Action.HOLD, Action.KILL, Action.WITHDRAW, Action.REINSTATE,
    Action.LIFT, Action.REDACT,
)  # fmt: skip
_ALONGSIDE = (Relation.STORY, Relation.STORY, Relation.REPLACES, Relation.TRANSLATION)


class Made(NamedTuple):
    """A generated item: its sheet, and what one account may see beside it."""

    sheet: Sheet
    links: Links


def items(seed: int, count: int) -> Iterator[Made]:
    """So many items of that seed; the first ones stay the same when the count grows."""
    for number in range(1, count + 1):
        dice = Random(f"{seed}/{number}")
        kind = KINDS[number % len(KINDS)] if number <= len(KINDS) else dice.choice(KINDS)
        yield an_item(dice, kind, number)


def choices(seed: int) -> Choices:
    """A subscriber's choices."""
    dice = Random(f"choices/{seed}")
    return Choices(g2_body=dice.choice(list(G2Body)), plain_paragraphs=dice.random() < 0.5)


def an_item(dice: Random, kind: ItemType, number: int) -> Made:
    """An item of that kind, at whatever point of its life."""
    action = dice.choice(_ACTIONS)
    content = a_content(dice, kind, a_guid)
    sheet = a_sheet(dice, content, action, number)
    told = sheet.content.notice_of
    links = [a_link(dice, relation) for relation in _ALONGSIDE if dice.random() < 1 / 4]
    if told is not None:
        links.append(a_link(dice, Relation.NOTICE_OF, told.item, told.version))
    links += named_links(dice, sheet.content)
    links.sort(key=lambda link: list(Relation).index(link.relation))
    return Made(sheet, Links(items=tuple(links), files=the_files(sheet)))


def a_sheet(dice: Random, content: Dispatch, action: Action, number: int) -> Sheet:
    """The sheet of an entry: of a stop its notice in the item's place; now and then a notice's own item instead."""
    agency = the_agency()
    version = 1 if action is Action.NEW else dice.randint(2, 12)
    first_at = MORNING + timedelta(seconds=dice.randrange(10**6), microseconds=dice.randrange(10**6))
    at = first_at if version == 1 else first_at + timedelta(minutes=dice.randint(1, 3_000))
    held = action is Action.LIFT or dice.random() < 1 / 6
    embargo = at + timedelta(hours=dice.randint(1, 48)) if held else None
    guid = a_guid(dice, content.type, number)
    event = Event(
        guid=guid, version=version, action=action, first_at=first_at, reason_class=dice.choice([None, *ReasonClass]),
        reason=dice.choice(["", f"{words(dice, content.language)}."]),
    )  # fmt: skip
    if action is Action.CORRECT:
        content = replace(content, correction=f"{words(dice, content.language)}.")
    if action in NOTICED and dice.random() < 1 / 3:
        content, guid = notice(content, event, agency), a_guid(dice, ItemType.TEXT, number)
        version, action, embargo = 1, Action.NEW, None
    elif action in STOPS:
        content = stopped(content, event, agency)
    header = a_header(guid, version, action, at if version > 1 else first_at, number)
    if embargo is not None and action not in STOPS:
        header, content = replace(header, not_before=embargo), replace(content, embargo=embargo)
    return sheet_of(header, content, agency, first_at)


def a_header(guid: Guid, version: int, action: Action, at: datetime, number: int) -> Header:
    """The header of an entry with that number."""
    digest = hashlib.sha256(f"{guid} {version}".encode()).digest()
    return Header(
        wire="nf", epoch=1, seq=Seq(number), at=at, guid=guid, version=version, action=action, not_before=None,
        content_digest=digest, approvals_digest=digest,
    )  # fmt: skip


def a_guid(dice: Random, kind: ItemType, number: int | None = None) -> Guid:
    """The guid of an item of that kind."""
    return Guid(f"nf:{kind.value}:20260302:{dice.randint(10_000, 99_999) if number is None else number}")


def the_files(sheet: Sheet) -> tuple[File, ...]:
    """All files of an item that a contract may cover, with their addresses; none of what was stopped."""
    if sheet.media is None:
        return ()
    held = handed(sheet.content, frozenset(formats(sheet.content.type)))
    base = f"https://wire.fil.example/files/{sheet.header.guid}"
    return tuple(File(rendition=each, address=f"{base}/{each.name.value}?a=1&b=2") for each in held)


def named_links(dice: Random, content: Dispatch) -> Iterator[Link]:
    """Links to the items that a version names itself, where an account may know of them: mostly."""
    named: list[tuple[Relation, str, int | None]] = []
    named += [(Relation.REPLACES, guid, None) for guid in content.replaces]
    origin, answers = content.translated_from, content.answers
    if origin is not None and origin.item is not None:
        named.append((Relation.ORIGINAL, origin.item, origin.version))
    if answers is not None:
        named.append((Relation.ANSWERS, answers.item, answers.version))
    if content.media is not None:
        named += [(Relation.MEMBER, guid, None) for guid in content.media.members]
        if content.media.series is not None:
            named.append((Relation.SERIES, content.media.series, None))
    for relation, guid, version in named:
        if dice.random() < 0.8:
            yield a_link(dice, relation, guid, version)


def a_link(dice: Random, relation: Relation, guid: str | None = None, version: int | None = None) -> Link:
    """A link to an item; to media now and then with the item itself and its files."""
    language = dice.choice(LANGUAGES)
    kind = ItemType(guid.split(":")[1]) if guid else dice.choice([ItemType.TEXT, ItemType.TEXT, *SERIES_OF])
    guid = guid or a_guid(dice, kind)
    number = dice.randint(1, 9) if version is None else version
    sheet: Sheet | None = None
    if kind in {*SERIES_OF, ItemType.FILE} and dice.random() < 0.7:
        content = a_content(dice, kind, a_guid)
        header = a_header(Guid(guid), number, Action.NEW if number == 1 else Action.UPDATE, MORNING, 7)
        sheet = sheet_of(header, content, the_agency(), MORNING)
    return Link(
        guid=guid, version=number, type=kind, relation=relation, title=words(dice, language), language=language,
        at=MORNING + timedelta(seconds=dice.randrange(10**6)), sheet=sheet,
        address=dice.choice([None, f"https://wire.fil.example/items/{guid}?as=x&y"]),
        files=() if sheet is None else the_files(sheet),
    )  # fmt: skip
