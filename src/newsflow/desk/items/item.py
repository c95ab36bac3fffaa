"""The item's page: its text or what stands in its place, its versions and whose word they carry, its family, its reach."""

from collections import Counter
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done, times
from newsflow.desk.items.answered import Answered, answered, legal_address
from newsflow.desk.items.family import TreeLine, tree_of
from newsflow.desk.items.found import (
    Found,
    ItemHead,
    address_of,
    can,
    find,
    head_of,
    kind_of,
    marks_of,
    name_of,
)
from newsflow.desk.items.marks import Mark
from newsflow.desk.items.media import media_facts
from newsflow.desk.items.offered import ItemAct, acts_of
from newsflow.desk.items.public_view import PublicView, public_view
from newsflow.desk.items.words import ACTS, ALONE, BY, HAPPENED, KINDS, RELEASES, STATED
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.codes import Action, Verdict
from newsflow.domain.content import read
from newsflow.domain.entry import STOPS, Approval
from newsflow.domain.text import direction
from newsflow.newsroom.duty import OwedLook, look_after, owed_looks
from newsflow.newsroom.duty.after_look import ALONE as SENT_ALONE
from newsflow.newsroom.reach import standings
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.act_words import key_in_words
from newsflow.web.within.changes import Change, changes_of
from newsflow.web.within.views import Sheet, for_subscribers
from newsflow.wire.read import series, story
from newsflow.wire.rows import EntryRow, Item


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One entry of the item, and whose word put it there."""

    number: int
    what: Mark
    at: Moment
    who: tuple[str, ...]
    words: str
    address: str
    """Where what changed in it is shown; "" where there is nothing to compare."""
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyLine:
    """Another item of the story or the series."""

    address: str
    headline: str
    language: str
    direction: str
    spoken: str
    """The language's name, for whoever reads the page."""
    form: str
    at: Moment
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookLine:
    """A look that somebody still owes."""

    id: int
    words: str
    at: Moment
    reason: str
    substitute: bool
    mine: bool
    """Whether the reader did it, so that the look is another's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Who may have it and who took it, in numbers."""

    may: int
    took: int
    of: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """The page of an item."""

    frame: DeskFrame
    head: ItemHead
    stated: str
    told: tuple[str, ...]
    looks: tuple[LookLine, ...]
    may_look: bool
    replaced_by: str
    sheet: Sheet | None
    is_folded: bool
    """Whether the text is a held one's, which is opened on purpose."""
    changes: tuple[Change, ...]
    media: tuple[tuple[str, str], ...]
    """What is said of a picture, a film or a series, with its renditions; labels and values."""
    acts: tuple[ItemAct, ...]
    versions: tuple[VersionLine, ...]
    tree: tuple[TreeLine, ...]
    """What it was translated from, and what was translated from it."""
    family: tuple[FamilyLine, ...]
    figures: Figures
    public: PublicView
    answered: Answered | None
    legal: str
    """Where a legal request about it is entered; "" for who does not answer them."""


ITEM = page("desk/item/page.html", ItemPage)


def routes(desk: Desk) -> list[Route]:
    """The item's address, and where a look after is confirmed."""
    return [
        Route("/items/{guid}", signed_in(desk, shown)),
        Route("/items/{guid}/looked", signed_in(desk, looked, Act.APPROVE), methods=["POST"]),
    ]


async def shown(visit: Visit) -> Response:
    """The item, or with `?version=` what changed in that version."""
    async with reading(visit.desk.pool) as db:
        found = await find(db, visit)
        looks = [look for look in await owed_looks(db) if look.guid == found.item.guid]
        family = await _family(db, found)
        tree = await tree_of(db, visit, found.item.guid)
        figures = await _figures(db, visit, found)
        public = await public_view(db, visit, found)
    asked = visit.request.query_params.get("version", "")
    is_gone = found.action in {Action.KILL, Action.WITHDRAW}
    live = None if is_gone else found.live
    context = ItemPage(
        frame=await desk_frame(visit, found.item.headline or found.item.slug),
        head=head_of(visit, found),
        stated=tongue(visit.language).say(STATED[found.action]) if found.action in STATED else "",
        told=_told(found),
        looks=tuple(_look(visit, look) for look in looks),
        may_look=can(visit, found, Act.APPROVE),
        replaced_by="" if found.item.replaced_by is None else address_of(found.item.replaced_by),
        sheet=None if live is None else for_subscribers(live, visit.desk.agency),
        is_folded=found.action is Action.HOLD,
        changes=()
        if is_gone
        else await changes_of(visit, found.entries, int(asked) if asked.isdecimal() else 0),
        media=() if live is None else media_facts(visit, live),
        acts=acts_of(visit, found),
        versions=tuple(_version(visit, found, entry, asked) for entry in found.entries),
        tree=tree,
        family=tuple(_relative(visit, one) for one in family),
        figures=figures,
        public=public,
        answered=answered(visit, found),
        legal=legal_address(visit, found),
    )
    return answer(visit, ITEM, context)


async def looked(visit: Visit) -> Response:
    """A look after, given: another than who did it says that they have looked."""
    async with transaction(visit.desk.pool) as db:
        owed = visit.form.line("look")
        await look_after(
            db, int(owed) if owed.isdecimal() else 0, visit.hand, visit.now, words=visit.form.line("words")
        )
    return done(address_of(visit.request.path_params["guid"]), "looked")


def _told(found: Found) -> tuple[str, ...]:
    """What stands in the place of a stopped item's text, in its own language."""
    last = found.entries[0]
    return () if found.action not in STOPS or last.body is None else read(last.body).words()


def _version(visit: Visit, found: Found, entry: EntryRow, asked: str) -> VersionLine:
    action = Action(entry.action)
    gone = found.action in {Action.KILL, Action.WITHDRAW}
    content = None if entry.body is None or gone or action in STOPS else read(entry.body)
    compared = content is not None and entry.version > 1
    return VersionLine(
        number=entry.version,
        what=Mark(text=tongue(visit.language).say(HAPPENED[action]), kind=KINDS.get(action, "")),
        at=times(visit).short(entry.at, visit.now),
        who=tuple(_word(visit, found, action, word) for word in entry.given()),
        words="" if content is None else content.correction or content.whats_new or "",
        address=f"{address_of(found.item.guid)}?version={entry.version}" if compared else "",
        current=asked == str(entry.version),
    )


def _word(visit: Visit, found: Found, action: Action, word: Approval) -> str:
    speaks = tongue(visit.language)
    verb = ACTS.get(word.act, word.act) if action in RELEASES else BY
    verb = ALONE if word.reason == SENT_ALONE else verb
    name = name_of(found.names, word.by, visit)
    return f"{speaks.say(verb)} {name} ({key_in_words(speaks, word.key)})"


async def _family(db: Connection, found: Found) -> list[Item]:
    """The other items of its story, and the members of a series."""
    members = await series(db, found.item.guid)
    told = [] if found.item.story is None else await story(db, found.item.story)
    known = {one.guid: one for one in (*members, *told) if one.guid != found.item.guid}
    return list(known.values())


def _relative(visit: Visit, one: Item) -> FamilyLine:
    spoken = {code.code: code.labels.get(visit.language, code.code) for code in visit.desk.agency.languages}
    return FamilyLine(
        address=address_of(one.guid),
        headline=one.headline or one.slug,
        language=one.language,
        direction=direction(one.language),
        spoken=spoken.get(one.language, one.language),
        form=kind_of(visit, one),
        at=times(visit).short(one.at, visit.now),
        marks=marks_of(visit, one),
    )


async def _figures(db: Connection, visit: Visit, found: Found) -> Figures:
    standing = await standings(db, found.item, visit.now)
    verdicts = Counter(one.ruling.verdict for one in standing)
    return Figures(
        may=len(standing) - verdicts[Verdict.NONE],
        took=sum(1 for one in standing if one.took),
        of=len(standing),
        address=address_of(found.item.guid, "deliveries"),
    )


def _look(visit: Visit, look: OwedLook) -> LookLine:
    name = look.name or tongue(visit.language).say(_("somebody who is gone"))
    words = {
        "hold": _("%(name)s put it on hold alone."),
        "kill": _("%(name)s killed it alone."),
        "withdraw": _("%(name)s withdrew it alone."),
        "sent_alone": _("%(name)s sent it without a second look."),
    }
    return LookLine(
        id=look.id,
        words=tongue(visit.language).say(words[look.act], name=name),
        at=times(visit).short(look.at, visit.now),
        reason=look.reason,
        substitute=look.substitute,
        mine=look.by == visit.person.id,
    )
