"""The search: what the archive has for the reader, by words and by facets, each of which stands in the address."""

from dataclasses import dataclass, replace

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading
from newsflow.domain.codes import Verdict
from newsflow.portal.asked import Asked, asked_of, tree_of
from newsflow.portal.face import HOME
from newsflow.portal.lines import Line, lines_of
from newsflow.portal.listening import live_at
from newsflow.portal.reader import Known, reader_of
from newsflow.portal.searching.assistant import SEARCH
from newsflow.portal.searching.facets import FacetList, Narrower, chips, facets
from newsflow.portal.searching.looking import look, sort_of
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.portal.wire import number
from newsflow.search.find import Found, Hit, Sort
from newsflow.search.marks import Marked
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.frame import FaceFrame, FaceLink, answer, frame_of
from newsflow.wire.read import head

HITS = 40
OFFSET_MOST = 10_000
"""How far one pages on; whoever wants more asks more closely, or a machine of theirs follows the wire."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage that says what was asked for: its pieces, and which are marked."""

    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HitLine:
    """A found item."""

    line: Line
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What the page of the search shows."""

    frame: FaceFrame
    question: str
    pairs: tuple[tuple[str, str], ...]
    """What else the address asks for."""
    since: str
    until: str
    place: str
    fault: str
    has_contract: bool
    total: int
    hits: tuple[HitLine, ...]
    facets: tuple[FacetList, ...]
    chips: tuple[Narrower, ...]
    sorts: tuple[FaceLink, ...]
    live: str
    wire: str
    """The same question on the live wire."""
    csv: str
    json: str
    older: str
    newer: str


SEARCH_PAGE = page("portal/search/page.html", SearchPage)
NOTHING = Found((), 0)


async def show(visit: Visit) -> Response:
    """The page. A question that cannot be read finds nothing, and says why."""
    asked, sort = asked_of(visit), sort_of(visit)
    offset = min(number(visit.request.query_params.get("offset", "")) or 0, OFFSET_MOST)
    tree, fault = tree_of(asked, visit)
    async with reading(visit.portal.pool) as db:
        seen = (await head(db)).seq
        reader = await reader_of(db, visit)
        found = (
            NOTHING
            if fault
            else await look(
                db, visit, reader, tree, sort=sort, offset=offset, limit=HITS, like=asked.like, in_full=True
            )
        )
        model = await reader.named(db, {asked.like} if asked.like else ())
        lines = await lines_of(
            db, visit, [Known(hit.item, hit.ruling.verdict, reader.has_contract) for hit in found.hits]
        )
    by = {"sort": "" if sort is Sort.NEWEST else sort.value}
    last = min(found.total, OFFSET_MOST + HITS)
    context = SearchPage(
        frame=await frame_of(visit, _("Search")),
        question=asked.question,
        pairs=tuple(pair for pair in asked.pairs() if pair[0] != "q"),
        since=asked.since,
        until=asked.until,
        place=", ".join(asked.places),
        fault=fault,
        has_contract=reader.has_contract,
        total=found.total,
        hits=tuple(
            HitLine(line=line, passages=_passages(hit)) for line, hit in zip(lines, found.hits, strict=True)
        ),
        facets=facets(visit, asked, found, SEARCH),
        chips=(*_alike(visit, asked, model), *chips(visit, asked, SEARCH)),
        sorts=_sorts(visit, asked, sort),
        live=live_at(visit, seen),
        wire=replace(asked, like="").address(HOME),
        csv=asked.address(f"{SEARCH}.csv", **by),
        json=asked.address(f"{SEARCH}.json", **by),
        older=asked.address(SEARCH, offset=offset + HITS, **by) if offset + HITS < last else "",
        newer=asked.address(SEARCH, offset=max(0, offset - HITS), **by) if offset else "",
    )
    return answer(visit, SEARCH_PAGE, context)


def _alike(visit: Visit, asked: Asked, model: tuple[Known, ...]) -> list[Narrower]:
    """The item that the found ones are like, to be taken out."""
    say = tongue(visit.language).say
    return [
        Narrower(
            text=say(_("Like: %(name)s"), name=one.item.headline or one.item.slug),
            language="",
            direction="auto",
            number=0,
            address=replace(asked, like="").address(SEARCH),
            chosen=True,
        )
        for one in model
    ]


def _sorts(visit: Visit, asked: Asked, sort: Sort) -> tuple[FaceLink, ...]:
    """The orders; without words there is no relevance, and what is alike has an order of its own."""
    if not asked.question or asked.like:
        return ()
    say = tongue(visit.language).say
    return (
        FaceLink(address=asked.address(SEARCH), text=say(_("Newest first")), current=sort is Sort.NEWEST),
        FaceLink(
            address=asked.address(SEARCH, sort=Sort.RELEVANCE.value),
            text=say(_("Best match first")),
            current=sort is Sort.RELEVANCE,
        ),
    )


def _passages(hit: Hit) -> tuple[Passage, ...]:
    if hit.ruling.verdict is not Verdict.WHOLE:
        return ()
    # A town may be a place of the item twice.
    told = {mark.text: mark for mark in hit.marks if mark.text != hit.item.headline}
    return tuple(Passage(pieces=tuple(_pieces(mark))) for mark in told.values())


def _pieces(mark: Marked) -> list[tuple[str, bool]]:
    made: list[tuple[str, bool]] = []
    at = 0
    for first, until in mark.marks:
        made += [(mark.text[at:first], False), (mark.text[first:until], True)]
        at = until
    return [(text, marked) for text, marked in [*made, (mark.text[at:], False)] if text]


def routes(portal: Portal) -> list[Route]:
    """The search's address."""
    return [Route("/search", signed_in(portal, show, of=own), methods=["GET", "HEAD"])]
