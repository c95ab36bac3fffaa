"""The paste box: copy as it came, taken apart by the copy reader, shown with what was recognised, begun as a draft."""

import asyncio
import json
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.copyreader import MAX_BYTES, Guess, Reading, decode, read, reading_as_json
from newsflow.db.pool import transaction
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.desk.writing.saving import begun
from newsflow.domain.errors import BadInputError
from newsflow.domain.worded import worded
from newsflow.newsroom import drafts
from newsflow.web.pages import page
from newsflow.web.say import Tongue, tongue
from newsflow.web.say import noop as _
from newsflow.web.within.codes import language_in_words, naming
from newsflow.web.within.telling import say_words, told
from newsflow.web.within.views import Sheet, for_subscribers, section_name

LIMIT_BYTES = MAX_BYTES + 100_000
PARTS = {
    "language": _("Language"),
    "section": _("Section"),
    "headline": _("Headline"),
    "deck": _("Deck"),
    "credits": _("Credit"),
    "dateline": _("Dateline"),
    "keywords": _("Keyword"),
    "places": _("Place"),
    "sources": _("Source"),
    "translated_from": _("Translated from"),
    "source_dates": _("Date of the source"),
    "form": _("Form"),
    "priority": _("Priority"),
    "urgency": _("Urgency"),
    "slug": _("Slug"),
    "note": _("Note to editors"),
    "embargo": _("Embargo"),
    "body": _("Text"),
}
NO_PART = _("No part of the copy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of the copy: with `part`, what it was taken for."""

    text: str
    part: str = ""
    because: str = ""
    is_furniture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A part that was recognised, its value, and what showed it."""

    part: str
    value: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastePage:
    """The box; with `sheet`, what was recognised in it."""

    frame: DeskFrame
    text: str
    error: str
    language: str
    stretches: tuple[Stretch, ...]
    found: tuple[Found, ...]
    missing: tuple[str, ...]
    sheet: Sheet | None


PASTE = page("desk/draft/paste.html", PastePage)


def routes(desk: Desk) -> list[Route]:
    """Where the box is."""
    pasted = signed_in(desk, paste, Act.WRITE, limit_bytes=LIMIT_BYTES)
    return [Route("/drafts/paste", pasted, methods=["GET", "POST"])]


async def paste(visit: Visit) -> Response:
    """The box; posted, what the copy reader recognised, or (“begin”) the draft that it makes."""
    if visit.request.method != "POST":
        return await _shown(visit, "", None)
    agency = visit.desk.agency
    try:
        text = await _copy(visit)
        reading = await asyncio.to_thread(read, text, agency)
    except BadInputError as error:
        return await _shown(
            visit, visit.form.text("copy"), None, error=told(tongue(visit.language), error).text
        )
    if visit.form.line("does") != "begin":
        return await _shown(visit, text, reading)
    account = json.dumps(reading_as_json(reading, agency), ensure_ascii=False)
    async with transaction(visit.desk.pool) as db:
        content = reading.dispatch(agency)
        number = await drafts.create(db, content, visit.now, by=visit.person.id, reading=account)
    return done(f"/desk/drafts/{number}", "read")


async def _copy(visit: Visit) -> str:
    """The words that were pasted, or the file's."""
    file = visit.form.file("file")
    text = visit.form.text("copy")
    if file is not None:
        content = await file.read()
        if content:
            text = decode(content, frozenset(visit.desk.agency.words)).text.strip("\ufeff\0")
    if not text.strip():
        raise BadInputError(
            "There is no copy.", worded("The box is empty."), "Paste a text, or choose a file."
        )
    return text


async def _shown(visit: Visit, text: str, reading: Reading | None, *, error: str = "") -> Response:
    speaks, agency = tongue(visit.language), visit.desk.agency
    content = begun(visit) if reading is None else reading.dispatch(agency)
    context = PastePage(
        frame=await desk_frame(visit, _("Paste copy")),
        text=text,
        error=error,
        language=content.language,
        stretches=() if reading is None else tuple(_stretches(visit, speaks, text, reading)),
        found=() if reading is None else tuple(_found(visit, speaks, guess) for guess in reading.guesses),
        missing=()
        if reading is None
        else tuple(_part(speaks, name) for name in reading.missing() if name in PARTS),
        sheet=None if reading is None else for_subscribers(content, agency),
    )
    return answer(visit, PASTE, context, status=400 if error else 200)


def _stretches(visit: Visit, speaks: Tongue, text: str, reading: Reading) -> list[Stretch]:
    """The whole copy in order, each stretch with what it was taken for; what nobody took is the body."""
    named = naming(visit.desk.agency, visit.language)
    taken = [
        (
            one.start,
            one.end,
            Stretch(
                text=text[one.start : one.end],
                part=_part(speaks, one.field),
                because=say_words(speaks, one.because, named),
            ),
        )
        for one in reading.guesses
        if one.field != "language"
    ]
    taken += [
        (
            one.start,
            one.end,
            Stretch(text=text[one.start : one.end], part=speaks.say(NO_PART), is_furniture=True),
        )
        for one in reading.furniture
    ]
    made: list[Stretch] = []
    reached = 0
    for start, end, stretch in sorted(taken, key=lambda one: one[:2]):
        if start < reached or start == end:
            continue
        if start > reached:
            made.append(Stretch(text=text[reached:start]))
        made.append(stretch)
        reached = end
    return [*made, Stretch(text=text[reached:])] if reached < len(text) else made


def _found(visit: Visit, speaks: Tongue, guess: Guess) -> Found:
    value, agency = guess.value, visit.desk.agency
    if guess.field == "section":
        value = section_name(value, agency, visit.language)
    if guess.field == "language":
        value = language_in_words(value, agency, visit.language)
    because = say_words(speaks, guess.because, naming(agency, visit.language))
    return Found(part=_part(speaks, guess.field), value=value, because=because)


def _part(speaks: Tongue, field: str) -> str:
    """The name of a part: of `credits.0` the credit's."""
    name = field.partition(".")[0]
    return speaks.say(PARTS[name]) if name in PARTS else name
