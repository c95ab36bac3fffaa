"""The grid: pictures, films and graphics that the contracts cover, newest first, those of one series together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading
from newsflow.db.query import Connection
from newsflow.domain.codes import ItemType, Verdict
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import STOPS
from newsflow.domain.guid import Seq
from newsflow.domain.media import MEMBER_OF, SERIES_OF
from newsflow.domain.text import direction
from newsflow.portal.asked import Asked, asked_of, tree_of
from newsflow.portal.face import PREFIX
from newsflow.portal.filters import Facet, facet, sentence
from newsflow.portal.lines import Mark, item_address, marks_of
from newsflow.portal.listening import live_at
from newsflow.portal.opened import asking_of
from newsflow.portal.pictures.preview import Preview, preview
from newsflow.portal.reader import ENDLESS, Known, Reader, reader_of
from newsflow.portal.said_so import slice_of
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.portal.wire import NOTHING, number
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.within.frame import FaceFrame, answer, frame_of, times
from newsflow.wire.read import head, numbered
from newsflow.wire.rows import Item

PICTURES = f"{PREFIX}/pictures"
CARDS = 60
"""Pictures on a page."""
OFFERED = ("type", "section", "lang")
"""What the page offers to choose from; an address may name all that the wire's may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A picture, a film or a graphic in the grid."""

    guid: str
    address: str
    look: str
    """Where it is large, with all that is said of it."""
    preview: Preview
    length: str
    """Of a film, minutes and seconds."""
    headline: str
    language: str
    direction: str
    credit: str
    at: Moment
    marks: tuple[Mark, ...]
    is_film: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cards of one series under its headline; or single ones, with neither id nor headline."""

    guid: str
    address: str
    headline: str
    language: str
    direction: str
    all_files: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturesPage:
    """What the page shows."""

    frame: FaceFrame
    question: str
    pairs: tuple[tuple[str, str], ...]
    """What else the address asks for."""
    facets: tuple[Facet, ...]
    sentence: str
    fault: str
    groups: tuple[Group, ...]
    has_contract: bool
    live: str
    is_first: bool
    older: str
    newest: str


PICTURES_PAGE = page("portal/pictures/page.html", PicturesPage)


async def show(visit: Visit) -> Response:
    """The page. Looking at it takes nothing; a preview is in the ledger when the browser fetches it."""
    asked = _of_members(asked_of(visit))
    tree, fault = tree_of(asked, visit)
    before = number(visit.request.query_params.get("before", "")) or ENDLESS
    async with reading(visit.portal.pool) as db:
        seen = (await head(db)).seq
        reader = await reader_of(db, visit)
        found = (
            NOTHING
            if fault
            else await slice_of(db, visit, reader, tree, before=before, limit=CARDS, members=True)
        )
        groups = await _groups(db, visit, reader, [one for one in found.known if _shown(one)])
    series = _of_series(asked)
    context = PicturesPage(
        frame=await frame_of(visit, _("Pictures")),
        question=asked.question,
        pairs=tuple(pair for pair in asked.pairs() if pair[0] not in {"q", *OFFERED}),
        facets=_facets(visit, asked, reader),
        sentence=sentence(visit, series),
        fault=fault,
        groups=groups,
        has_contract=reader.has_contract,
        live=live_at(visit, seen, series.pairs()),
        is_first=before == ENDLESS,
        older="" if found.older is None else asked.address(PICTURES, before=found.older),
        newest="" if before == ENDLESS else asked.address(PICTURES),
    )
    return answer(visit, PICTURES_PAGE, context)


def _of_members(asked: Asked) -> Asked:
    """The same, of kinds that stand in series alone; an address may name the series' kind instead."""
    kinds = (str(MEMBER_OF.get(ItemType(kind), kind)) for kind in asked.values("type"))
    members = tuple(dict.fromkeys(kind for kind in kinds if kind in set(SERIES_OF)))
    return replace(asked, chosen={**asked.chosen, "type": members})


def _of_series(asked: Asked) -> Asked:
    """The same of whole series, as the wire has them: what is new comes as a series."""
    kinds = tuple(str(SERIES_OF[ItemType(kind)]) for kind in asked.values("type"))
    return replace(asked, chosen={**asked.chosen, "type": kinds})


def _facets(visit: Visit, asked: Asked, reader: Reader) -> tuple[Facet, ...]:
    running = [contract for contract in reader.contracts if contract.runs(visit.now)]
    made = [facet(visit, _of_series(asked), name, running) for name in OFFERED]
    kinds = tuple(
        replace(one, code=str(MEMBER_OF[ItemType(one.code)]))
        for one in made[0].choices
        if one.code in set(MEMBER_OF)
    )
    return tuple(one for one in (replace(made[0], choices=kinds), *made[1:]) if len(one.choices) > 1)


def _shown(one: Known) -> bool:
    return one.verdict is Verdict.WHOLE and one.item.action not in STOPS


async def _groups(db: Connection, visit: Visit, reader: Reader, known: list[Known]) -> tuple[Group, ...]:
    """The cards, those of one series together in its own order, single ones in a row."""
    held = {
        entry.header.seq: entry.content
        for entry in await numbered(db, [one.item.seq for one in known])
        if entry.content is not None
    }
    series = {
        one.item.guid: one.item
        for one in await reader.named(db, {one.item.series for one in known if one.item.series})
        if _shown(one)
    }
    made: list[Group] = []
    singles: list[Card] = []
    for guid, found in groupby((one.item for one in known if one.item.seq in held), lambda item: item.series):
        cards = _cards(visit, reader, found, held)
        if guid is None or guid not in series or len(cards) == 1:
            singles += cards
            continue
        made += [*_row(singles), _group(series[guid], cards)]
        singles = []
    return (*made, *_row(singles))


def _row(singles: list[Card]) -> list[Group]:
    return [
        Group(guid="", address="", headline="", language="", direction="", all_files="", cards=tuple(singles))
    ][: len(singles)]


def _group(series: Item, cards: list[Card]) -> Group:
    return Group(
        guid=series.guid,
        address=item_address(series.guid),
        headline=series.headline or series.slug,
        language=series.language,
        direction=direction(series.language),
        all_files=item_address(series.guid, "all.zip"),
        cards=tuple(cards),
    )


def _cards(visit: Visit, reader: Reader, items: Iterable[Item], held: Mapping[Seq, Dispatch]) -> list[Card]:
    ordered = sorted(((held[item.seq], item) for item in items), key=lambda one: _place(one[0]))
    return [_card(visit, reader, item, content) for content, item in ordered]


def _place(content: Dispatch) -> int:
    return content.media.number if content.media else 0


def _card(visit: Visit, reader: Reader, item: Item, content: Dispatch) -> Card:
    media = content.media
    lengths = [one.duration_ms for one in (media.renditions if media else ()) if one.duration_ms]
    seconds = round(max(lengths, default=0) / 1_000)
    return Card(
        guid=item.guid,
        address=item_address(item.guid),
        look=f"{PICTURES}/{item.guid}",
        preview=preview(item.guid, content, asking_of(visit, reader).files(item, content, frozenset())),
        length=f"{seconds // 60}:{seconds % 60:02}" if seconds else "",
        headline=content.headline,
        language=item.language,
        direction=direction(item.language),
        credit=(media.credit_line if media else None) or "",
        at=times(visit).short(item.first_at, visit.now),
        marks=tuple(mark for mark in marks_of(visit, item) if mark.kind != "quiet"),
        is_film=item.type == ItemType.VIDEO,
    )


def routes(portal: Portal) -> list[Route]:
    """The grid's address."""
    return [Route("/pictures", signed_in(portal, show, of=own), methods=["GET", "HEAD"])]
