"""What an editor does to the public site: show, hide, an own summary, a pin. It sends subscribers nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection
from newsflow.domain.agency import Agency, PublicRule
from newsflow.domain.characters import what_is_wrong
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.edition import (
    Act,
    Because,
    Line,
    Words,
    about_of,
    edition_of,
    may_be_public,
    public_rule,
    words_of,
)
from newsflow.domain.entry import STOPS
from newsflow.domain.errors import BadInputError, ConflictError
from newsflow.domain.guid import Guid, PersonId
from newsflow.domain.text import nfc
from newsflow.newsroom.editions.log import Placed, append_lines
from newsflow.wire.read import item, latest
from newsflow.wire.rows import Item


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
    content = found.content
    rule = public_rule(agency, content) or next(iter(agency.public_rules), PublicRule())
    line = Line(act=Act.SHOW, because=Because.EDITOR, words=words_of(content, rule), editor=by)
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
    for given in (*summary, headline or "", deck or ""):
        if wrong := what_is_wrong(given, lines=True):
            raise BadInputError("These words cannot go on the site.", wrong, "Write it again without.")
    paragraphs = tuple(line for part in summary if (line := _line(part)))
    if not paragraphs:
        raise BadInputError("A summary has words.", f"{guid}: none were given.", "Write a sentence or more.")
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
    line = Line(act=Act.PIN, because=Because.EDITOR, editor=by)
    await append_lines(db, clock, [found.placed(line, until=until)])


async def unpin(db: Connection, clock: Clock, agency: Agency, guid: Guid, by: PersonId) -> None:
    """Let an item stand where urgency and freshness put it."""
    found = await _public(db, agency, guid)
    line = Line(act=Act.UNPIN, because=Because.EDITOR, editor=by)
    await append_lines(db, clock, [found.placed(line)])


async def _public(db: Connection, agency: Agency, guid: Guid) -> _Found:
    """The item as the site may show it. Raises ConflictError where the site may not show it."""
    now = await item(db, guid)
    if now.action in STOPS or now.embargoed:
        state = "under embargo" if now.embargoed else f"stopped by “{now.action}”"
        raise ConflictError(
            "The site can never show what the wire does not give to everyone.",
            f"{guid} is {state}.",
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
            f"{now.guid} is a {now.form} in {now.language}.",
            "Only dispatches go on the site, in a language that the agency publishes in; advisories and notices never.",
        )
    return _Found(guid=now.guid, edition=edition, wire_seq=entry.header.seq, content=entry.content)
