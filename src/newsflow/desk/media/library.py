"""The media that came in: upload, how far each is, and from what is ready a series."""

from dataclasses import dataclass

import msgspec
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, DeskLink, answer, desk_frame, done
from newsflow.desk.media.into import Into, into_of, put_into
from newsflow.desk.media.lines import AssetLine, line_of, thumb_of
from newsflow.desk.media.words import KINDS, STATES
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.codes import ItemType
from newsflow.domain.errors import BadInputError, NewsflowError, NotFoundError, SetupError
from newsflow.domain.worded import worded
from newsflow.media import Asset, AssetId, AssetState, NewAsset, asset, assets, enter, open_rendition, take_in
from newsflow.media.limits import MAX_BYTES, MAX_VIDEO_BYTES
from newsflow.media.refusal import RefusedFileError
from newsflow.objects import ObjectStore
from newsflow.web.forms import GivenFile
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.web.within.telling import say_words

FORM_BYTES = MAX_VIDEO_BYTES + 2_000_000
SHOWN = 100
MEGABYTE = 1_000_000
GIGABYTE = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A file that the door did not let in, and why."""

    name: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The list; it is fetched again while something is in the works."""

    lines: tuple[AssetLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryPage:
    """The page of media."""

    frame: DeskFrame
    into: Into
    kinds: tuple[tuple[str, str], ...]
    limits: tuple[tuple[str, str], ...]
    """Each kind, and how large one may be."""
    states: tuple[DeskLink, ...]
    fresh: str
    lines: tuple[AssetLine, ...]
    turned: tuple[Turned, ...]
    slug: str
    """Of the series to be made, as it was typed."""
    refused: Refused | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Came:
    """What a script is told of a file that it sent."""

    asset: str | None
    because: str
    on: str
    """Where to go on, when the file went into a series."""


LIBRARY = page("desk/media/page.html", LibraryPage)
LINES = page("desk/media/_lines.html", Lines)


def routes(desk: Desk) -> list[Route]:
    """The page, its list, and the small pictures."""
    sent = signed_in(desk, upload, Act.WRITE, limit_bytes=FORM_BYTES)
    return [
        Route("/media", signed_in(desk, shown, Act.WRITE)),
        Route("/media", sent, methods=["POST"]),
        Route("/media/lines", signed_in(desk, lines, Act.WRITE)),
        Route("/media/series", signed_in(desk, choose, Act.WRITE), methods=["POST"]),
        Route("/media/assets/{asset}/thumb", signed_in(desk, thumb, Act.WRITE)),
    ]


async def shown(visit: Visit) -> Response:
    """The page."""
    return await _shown(visit, await into_of(visit))


async def lines(visit: Visit) -> Response:
    """The list alone."""
    return answer(visit, LINES, Lines(lines=await _lines(visit)))


async def upload(visit: Visit) -> Response:
    """Files, stored and waiting for the worker; those that are refused are named, each with the reason."""
    into = await into_of(visit)
    files = visit.form.files("files")
    kind = _kind(visit.form.line("kind"))
    if not files:
        error = BadInputError("There is no file.", worded("None was chosen."), "Choose one, or several.")
        return await _shown(visit, into, error=error)
    came: list[AssetId] = []
    turned: list[Turned] = []
    for file in files:
        try:
            came.append((await _added(visit, file, kind)).id)
        except RefusedFileError as error:
            because = say_words(tongue(visit.language), error.because)
            turned.append(Turned(name=file.name, because=because))
    on = ""
    try:
        if came and into.is_named:
            on = await put_into(visit, into, came)
    except REFUSALS as error:
        return await _shown(visit, into, error=error)
    if "application/json" in visit.request.headers.get("accept", ""):
        told = _Came(asset=came[0] if came else None, because=turned[0].because if turned else "", on=on)
        return Response(msgspec.json.encode(told), media_type="application/json")
    if turned:
        return await _shown(visit, into, turned=tuple(turned))
    return done(on or into.address, "files_came")


async def choose(visit: Visit) -> Response:
    """A series of the files that were ticked: a new draft, or more of one that is there."""
    into = await into_of(visit)
    wanted = [AssetId(one) for one in visit.form.texts("asset")]
    try:
        if not wanted:
            raise BadInputError("Nothing is ticked.", worded("No file."), "Tick those that go together.")
        return done(await put_into(visit, into, wanted), "saved")
    except REFUSALS as error:
        return await _shown(visit, into, error=error)


async def thumb(visit: Visit) -> Response:
    """The small picture of an asset."""
    async with reading(visit.desk.pool) as db:
        found = await asset(db, AssetId(visit.request.path_params["asset"]))
    digest = thumb_of(found)
    if not digest:
        raise NotFoundError("It has no picture yet.", found.id, "Wait for it.")
    return await picture(visit, digest)


async def picture(visit: Visit, digest: str) -> Response:
    """A picture from the store, piece by piece."""
    store = store_of(visit)
    headers = {"Content-Length": str(await store.size(digest))}
    return StreamingResponse(open_rendition(store, digest), media_type="image/jpeg", headers=headers)


def store_of(visit: Visit) -> ObjectStore:
    """The object store. Raises SetupError where this installation has none."""
    if visit.desk.store is None:
        raise SetupError("There is no object store.", "No place for files is set.", "See docs/media.md.")
    return visit.desk.store


async def _added(visit: Visit, file: GivenFile, kind: ItemType | None) -> Asset:
    new = NewAsset(file_name=file.name, content=file.chunks(), kind=kind)
    taken = await take_in(store_of(visit), new)
    async with transaction(visit.desk.pool) as db:
        return await enter(db, taken, visit.now, by=visit.person.id)


def _kind(text: str) -> ItemType | None:
    if not text:
        return None
    if text not in KINDS:
        raise BadInputError("No file makes that.", f"“{text[:40]}”.", "Choose from the list.")
    return ItemType(text)


async def _lines(visit: Visit) -> tuple[AssetLine, ...]:
    wanted = visit.request.query_params.get("state", "")
    states = [AssetState(wanted)] if wanted in set(AssetState) else list(AssetState)
    async with reading(visit.desk.pool) as db:
        found = await assets(db, states)
    return tuple(line_of(visit, one) for one in found[:SHOWN])


async def _shown(
    visit: Visit, into: Into, *, turned: tuple[Turned, ...] = (), error: NewsflowError | None = None
) -> Response:
    say = tongue(visit.language).say
    asked = visit.request.query_params.get("state", "")
    kept = into.query
    context = LibraryPage(
        slug=visit.form.typed("slug"),
        frame=await desk_frame(visit, _("Media")),
        into=into,
        kinds=(
            ("", say(_("As its content says"))),
            *((kind.value, say(text)) for kind, text in KINDS.items()),
        ),
        limits=tuple((say(KINDS[kind]), told_size(most)) for kind, most in MAX_BYTES.items()),
        states=(
            DeskLink(address=_address("", kept), text=say(_("All")), current=not asked),
            *(
                DeskLink(address=_address(one.value, kept), text=say(text), current=asked == one.value)
                for one, text in STATES.items()
            ),
        ),
        fresh=f"/desk/media/lines?state={asked if asked in set(AssetState) else ''}",
        lines=await _lines(visit),
        turned=turned,
        refused=None if error is None else refused(visit, error),
    )
    status = 200 if error is None else error.status
    return answer(visit, LIBRARY, context, status=400 if turned else status)


def _address(state: str, kept: str) -> str:
    query = "&".join(part for part in (f"state={state}" if state else "", kept) if part)
    return f"/desk/media?{query}" if query else "/desk/media"


def told_size(size: int) -> str:
    """A limit in the units that file managers show."""
    return f"{size // GIGABYTE} GB" if size >= GIGABYTE else f"{size // MEGABYTE} MB"
