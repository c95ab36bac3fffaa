"""Saving: by hand and while one types. What the desk has confirmed is in the database."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import product

import msgspec
from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection, query, row
from newsflow.desk.frame import times
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.desk.writing.fields import ReadForm, read_fields
from newsflow.desk.writing.sheet import sentence_of
from newsflow.desk.writing.suggesting import with_added
from newsflow.desk.writing.words import STATES, title_of
from newsflow.domain.codes import Form
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import BadInputError
from newsflow.newsroom import drafts, locks
from newsflow.newsroom.plans import plan
from newsflow.newsroom.rows import Draft
from newsflow.newsroom.saves import save
from newsflow.web.say import noop as _
from newsflow.web.say import tongue


@dataclass(frozen=True, slots=True, kw_only=True)
class _There:
    """Where an editor goes on once its draft has a number."""

    address: str
    autosave: str
    beside: str
    kept_as: str
    state: str
    """In words: it is begun now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What an editor is told after a save."""

    save: int
    title: str
    """The headline, or what a draft without one is called."""
    words: str
    again: bool
    """Nothing was kept: send the words again, made from this save."""
    packages: tuple[str, ...]
    """Those that the draft is in now: another section may have brought its own."""
    sentence: str
    """What a release would do."""
    there: _There | None


@dataclass(frozen=True, slots=True)
class WrittenIn:
    """The draft that a sitting writes in."""

    draft: int


Reader = Callable[[Connection, Visit, Draft], Awaitable[ReadForm]]
"""What a page's form makes of a draft."""
_WRITTEN_IN = query("desk.written_in", WrittenIn)


def routes(desk: Desk) -> list[Route]:
    """Where an open editor saves to while one types."""
    return [
        Route("/drafts/new/autosave", signed_in(desk, begin, Act.WRITE), methods=["POST"]),
        Route("/drafts/{draft:int}/autosave", signed_in(desk, autosave, Act.WRITE), methods=["POST"]),
    ]


def begun(visit: Visit) -> Dispatch:
    """What a new draft begins with: a language and a section that are the person's to write in, the section's packages."""
    agency, person, asked = visit.desk.agency, visit.person, visit.request.query_params
    spoken = [one.code for one in agency.languages if not one.retired]
    sections = [one.code for one in agency.sections if not one.retired]
    desks = [desk.partition("/") for desk in person.desks]
    own = (*person.languages, *(language for language, _, _ in desks), agency.default_language)
    languages = [code for code in (asked.get("language", ""), *own, *spoken) if code in spoken]
    parts = [asked.get("section", ""), *(of for _, _, of in desks), *sections]
    pairs = list(product(languages, [code for code in parts if code in sections]))
    language, section = next(
        (pair for pair in pairs if person.works_for(language=pair[0], section=pair[1])), pairs[0]
    )
    return Dispatch(
        language=language,
        form=Form.STORY,
        section=section,
        packages=agency.packages_of(section),
        provider=next(one.code for one in agency.providers if not one.retired),
        slug="",
        headline="",
    )


async def begin(visit: Visit) -> Response:
    """The first save of a new draft; says where the editor goes on.

    An editor that never heard the answer asks again: it is led to the draft that it has begun already.
    """
    read = read_fields(visit.form, begun(visit), visit.desk.agency, tongue(visit.language))
    sitting = visit.form.line("sitting")
    mine = {"holder": visit.person.id, "sitting": sitting, "now": visit.now}
    async with transaction(visit.desk.pool) as db:
        before = await row(db, _WRITTEN_IN, mine)
        if before is None:
            number = await drafts.create(
                db, read.content, visit.now, by=visit.person.id, planned=read.planned
            )
            await locks.take(db, number, visit.hand, visit.now, sitting=sitting)
        else:
            number = before.draft
        kept = await drafts.get(db, number)
    address = f"/desk/drafts/{number}"
    there = _There(
        address=address,
        autosave=f"{address}/autosave",
        beside=f"{address}/beside",
        kept_as=str(number),
        state=tongue(visit.language).say(STATES[kept.state]),
    )
    return _said(visit, kept, read.problems, again=before is not None, there=there)


async def autosave(visit: Visit) -> Response:
    """A save while one types; says its number, and which fields could not be taken.

    Where the sitting itself saved since, and never heard of it, it is told the number and nothing is kept: only the
    editor knows which of its words are the newer ones. It sends them again.
    """
    return await autosaved(visit, fields_read)


async def autosaved(visit: Visit, read: Reader) -> Response:
    """The same for any page that writes in a draft: `read` says what its form holds."""
    number = int(visit.request.path_params["draft"])
    sitting = visit.form.line("sitting")
    async with reading(visit.desk.pool) as db:
        found = await drafts.get(db, number)
        lock = await locks.lock_of(db, number, visit.now)
    is_mine = lock is not None and (lock.holder, lock.sitting) == (visit.person.id, sitting)
    if is_mine and visit.form.line("base_save") != str(found.save):
        return _said(visit, found, {}, again=True)
    problems = await keep(visit, number, sitting=sitting, read=read)
    async with reading(visit.desk.pool) as db:
        kept = await drafts.get(db, number)
    return _said(visit, kept, problems)


async def fields_read(_db: Connection, visit: Visit, draft: Draft) -> ReadForm:
    """What the editor's form holds."""
    return read_draft(visit, draft)


def read_draft(visit: Visit, draft: Draft) -> ReadForm:
    """What a form with a draft's fields holds."""
    speaks = tongue(visit.language)
    return read_fields(visit.form, draft.dispatch(), visit.desk.agency, speaks, planned=draft.planned)


async def keep(
    visit: Visit, number: int, *, sitting: str, by_hand: bool = False, read: Reader = fields_read
) -> dict[str, str]:
    """Save the form as the draft's next version; gives the fields that stay as they were, each with why."""
    async with transaction(visit.desk.pool) as db:
        found = await drafts.locked(db, number)
        await _take_from_myself(db, visit, number, sitting)
        said = await read(db, visit, found)
        base = visit.form.line("base_save")
        if not base.isdecimal() or len(base) > 9:
            raise BadInputError(
                "The form does not say what it was made from.", f"“{base[:20]}”.", "Load the page again."
            )
        await save(
            db,
            number,
            with_added(said.content, visit.form.line("add")),
            visit.hand,
            visit.now,
            base_save=int(base),
            sitting=sitting,
            by_hand=by_hand,
        )
        await plan(db, number, said.planned, visit.hand, visit.now, sitting=sitting)
    return said.problems


async def _take_from_myself(db: Connection, visit: Visit, number: int, sitting: str) -> None:
    """Writing goes to the window that is written in: a person takes over from themselves without a word."""
    lock = await locks.lock_of(db, number, visit.now)
    if lock is not None and lock.holder == visit.person.id and lock.sitting != sitting:
        await locks.leave(db, number, visit.hand, sitting=lock.sitting)


def _said(
    visit: Visit, kept: Draft, problems: dict[str, str], *, again: bool = False, there: _There | None = None
) -> Response:
    at = times(visit).short(visit.now, visit.now)
    words = tongue(visit.language).say(_("Saved %(time)s"), time=at.text)
    if problems:
        words = " ".join(problems.values())
    content = kept.dispatch()
    said = _Said(
        save=kept.save,
        title=title_of(content.headline, visit.language),
        words=words,
        again=again,
        packages=content.packages,
        sentence=sentence_of(visit, content),
        there=there,
    )
    return Response(msgspec.json.encode(said), media_type="application/json")
