"""What an editor does to the public site: show, hide, an own summary, a pin. It sends subscribers nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection
from newsflow.domain.agency import Agency
from newsflow.domain.characters import what_is_wrong
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.edition import (
    About,
    Act,
    Because,
    Line,
    Words,
    about_of,
    edition_of,
    may_be_public,
)
from newsflow.domain.entry import STOPS
from newsflow.domain.errors import BadInputError, ConflictError
from newsflow.domain.guid import Guid, PersonId
from newsflow.domain.item_words import ACTION_WORDS
from newsflow.domain.text import nfc
from newsflow.domain.worded import Coded, Kind, worded
from newsflow.newsroom.editions.log import Placed, append_lines
from newsflow.newsroom.editions.shown import PINS, PinRow, pins_of
from newsflow.newsroom.editions.versions import measured
from newsflow.wire.read import item, latest
from newsflow.wire.rows import Item

HEADLINE = 300
DECK = 600
SUMMARY = 6_000
"""Characters of an editor's own words, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """An item that an editor's line is about: its last version, the entry of that, and the edition."""

    guid: str
    edition: str
    wire_seq: int
    content: Dispatch

    def placed(self, line: Line, *, until: datetime | None = None) -> Placed:
        return Placed(
            edition=self.edition,
            guid=self.guid,
            wire_seq=self.wire_seq,
            line=line,
            about=about_of(self.content),
            until_at=until,
        )


async def show(db: Connection, clock: Clock, agency: Agency, guid: Guid, by: PersonId) -> None:
    """Make an item public, in the words that its rule gives, or the first rule's measure where none covers it."""
    found = await _public(db, agency, guid)
    line = Line(act=Act.SHOW, because=Because.EDITOR, words=measured(agency, found.content), editor=by)
    await append_lines(db, clock, [found.placed(line)])


async def hide(db: Connection, clock: Clock, agency: Agency, guid: Guid, by: PersonId) -> None:
    """Keep an item off the site until an editor shows it again: one that is shown, under embargo or held.

    What is hidden before it could be shown stays hidden when its embargo is lifted or it is reinstated.
    """
    now = await item(db, guid)
    if now.action == Action.KILL:
        raise ConflictError("A killed item is off the site for ever.", guid, "There is nothing left to hide.")
    found = await _dispatch(db, agency, now)
    line = Line(act=Act.HIDE, because=Because.EDITOR, editor=by)
    await append_lines(db, clock, [found.placed(line)])


async def set_summary(
    db: Connection,
    clock: Clock,
    agency: Agency,
    guid: Guid,
    by: PersonId,
    *,
    summary: Sequence[str],
    headline: str | None = None,
    deck: str | None = None,
) -> None:
    """Show an item in an editor's own words. They stand until a correction or redaction of the item."""
    found = await _public(db, agency, guid)
    lengths = ((headline or "", HEADLINE), (deck or "", DECK), ("\n".join(summary), SUMMARY))
    for given, most in lengths:
        if len(given) > most:
            raise BadInputError(
                "These words are too long.",
                worded("%(count)s characters.", count=len(given)),
                worded("%(most)s at most.", most=most),
            )
    for given in (*summary, headline or "", deck or ""):
        if wrong := what_is_wrong(given, lines=True):
            raise BadInputError("These words cannot go on the site.", wrong, "Write it again without.")
    paragraphs = tuple(line for part in summary if (line := _line(part)))
    if not paragraphs:
        raise BadInputError(
            "A summary has words.",
            worded("%(guid)s: none were given.", guid=guid),
            "Write a sentence or more.",
        )
    words = Words(
        headline=_line(headline) or found.content.headline,
        deck=_line(deck) or found.content.deck,
        summary=paragraphs,
    )
    line = Line(act=Act.SHOW, because=Because.EDITOR, words=words, editor=by)
    await append_lines(db, clock, [found.placed(line)])


def _line(text: str | None) -> str:
    """The words on one line, NFC; nothing where there are none."""
    return " ".join(nfc(text or "").split())


async def pin(
    db: Connection, clock: Clock, agency: Agency, guid: Guid, by: PersonId, *, until: datetime | None = None
) -> None:
    """Let an item lead its front page, until then or until it is unpinned. It must be shown for that to be seen."""
    found = await _public(db, agency, guid)
    if until is not None and until <= clock():
        raise BadInputError("A pin ends later than now.", until.isoformat(), "Choose a later hour, or none.")
    held = {one.guid for one in await pins_of(db, found.edition, clock())}
    if guid not in held and len(held) >= PINS:
        raise ConflictError(
            "An edition has no room for another pin.",
            worded("%(most)s hold.", most=PINS),
            "Take one off first.",
        )
    line = Line(act=Act.PIN, because=Because.EDITOR, editor=by)
    await append_lines(db, clock, [found.placed(line, until=until)])


async def move_pin(
    db: Connection, clock: Clock, edition: str, guid: Guid, by: PersonId, *, earlier: bool
) -> None:
    """Let a pinned item change places with the pin before it, or with the one after it."""
    pins = await pins_of(db, edition, clock())
    place = next((place for place, one in enumerate(pins) if one.guid == guid), None)
    if place is None:
        raise ConflictError(
            "This item is not pinned.", guid, "Pin it first; its pin may have ended meanwhile."
        )
    first = place - 1 if earlier else place
    if not 0 <= first < len(pins) - 1:
        return
    pins[first], pins[first + 1] = pins[first + 1], pins[first]
    # The last pin stands first, so those above the change are said again, from the lowest to the first.
    await append_lines(db, clock, [_again(edition, one, by) for one in reversed(pins[: first + 2])])


def _again(edition: str, one: PinRow, by: PersonId) -> Placed:
    line = Line(act=Act.PIN, because=Because.EDITOR, editor=by)
    return Placed(
        edition=edition,
        guid=one.guid,
        wire_seq=one.wire_seq,
        line=line,
        about=About(),
        until_at=one.until_at,
    )


async def unpin(db: Connection, clock: Clock, agency: Agency, guid: Guid, by: PersonId) -> None:
    """Let an item stand where urgency and freshness put it."""
    found = await _public(db, agency, guid)
    line = Line(act=Act.UNPIN, because=Because.EDITOR, editor=by)
    await append_lines(db, clock, [found.placed(line)])


async def _public(db: Connection, agency: Agency, guid: Guid) -> _Found:
    """The item as the site may show it. Raises ConflictError where the site may not show it."""
    now = await item(db, guid)
    if now.action in STOPS or now.embargoed:
        embargo = worded("%(guid)s is under embargo.", guid=guid)
        stopped = worded(
            "%(guid)s was last touched by “%(action)s”.", guid=guid, action=ACTION_WORDS[Action(now.action)]
        )
        raise ConflictError(
            "The site can never show what the wire does not give to everyone.",
            embargo if now.embargoed else stopped,
            "Wait until it is reinstated or its embargo is lifted; a killed item never comes back.",
        )
    return await _dispatch(db, agency, now)


async def _dispatch(db: Connection, agency: Agency, now: Item) -> _Found:
    """The item as the site may show it one day. Raises ConflictError for what is never public, embargo or not."""
    entry = await latest(db, now.guid)
    edition = edition_of(agency, now.language)
    if entry.content is None or edition is None or not may_be_public(entry.content):
        raise ConflictError(
            "This item is not for the public.",
            worded(
                "%(guid)s is in “%(language)s”.", guid=now.guid, language=Coded(Kind.LANGUAGE, now.language)
            ),
            "Only dispatches go on the site, in a language that the agency publishes in; advisories and notices never.",
        )
    return _Found(guid=now.guid, edition=edition, wire_seq=entry.header.seq, content=entry.content)
