"""The found list as a file: CSV for a spreadsheet, JSON for a program. A title in a list is no taking."""

import csv
import io
import json
from collections.abc import AsyncIterator

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading
from newsflow.domain.clock import rfc3339
from newsflow.domain.codes import Verdict
from newsflow.domain.entry import STOPS
from newsflow.domain.errors import BadInputError
from newsflow.portal.asked import asked_of, tree_of
from newsflow.portal.lines import item_address
from newsflow.portal.reader import reader_of
from newsflow.portal.searching.looking import look, sort_of
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.search.find import PAGE_LIMIT, Hit
from newsflow.web.cells import CSV_TYPE, plain

EXPORT_MOST = 1_000
"""Items of one file."""
COLUMNS = ("guid", "version", "at", "state", "type", "language", "section", "form", "priority", "urgency", "slug",
           "headline", "address")  # fmt: skip


async def as_csv(visit: Visit) -> Response:
    """The list as CSV, with a mark of its order of bytes so that spreadsheets take it for what it is."""
    out = io.StringIO(newline="")
    writes = csv.writer(out)
    writes.writerow(COLUMNS)
    async for row in _rows(visit):
        writes.writerow([plain(row[name]) for name in COLUMNS])
    headers = {"Content-Disposition": 'attachment; filename="items.csv"'}
    return Response("\ufeff" + out.getvalue(), media_type=CSV_TYPE, headers=headers)


async def as_json(visit: Visit) -> Response:
    """The list as JSON: an object with `items`."""
    items = [row async for row in _rows(visit)]
    body = json.dumps({"items": items}, ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": 'attachment; filename="items.json"'}
    return Response(body, media_type="application/json", headers=headers)


async def _rows(visit: Visit) -> AsyncIterator[dict[str, str]]:
    asked = asked_of(visit)
    tree, fault = tree_of(asked, visit)
    if fault:
        raise BadInputError("The question cannot be read.", fault, "Mend it on the page of the search.")
    async with reading(visit.portal.pool) as db:
        reader = await reader_of(db, visit)
        for offset in range(0, EXPORT_MOST, PAGE_LIMIT):
            found = await look(
                db,
                visit,
                reader,
                tree,
                sort=sort_of(visit),
                offset=offset,
                limit=PAGE_LIMIT,
                like=asked.like,
            )
            for hit in found.hits:
                yield _row(visit, hit)
            if offset + PAGE_LIMIT >= found.total:
                return


def _row(visit: Visit, hit: Hit) -> dict[str, str]:
    """One item. Of what was stopped, or lies outside the contract now, there is no headline."""
    item = hit.item
    shown = hit.ruling.verdict is Verdict.WHOLE and item.action not in STOPS
    return {
        "guid": item.guid,
        "version": str(item.version),
        "at": rfc3339(item.at),
        "state": item.action,
        "type": item.type,
        "language": item.language,
        "section": item.section,
        "form": item.form,
        "priority": item.priority,
        "urgency": str(item.urgency),
        "slug": item.slug,
        "headline": (item.headline or "") if shown else "",
        "address": f"{visit.portal.origin}{item_address(item.guid)}",
    }


def routes(portal: Portal) -> list[Route]:
    """The files' addresses; they take what the search's page takes."""
    return [
        Route("/search.csv", signed_in(portal, as_csv, of=own), methods=["GET", "HEAD"]),
        Route("/search.json", signed_in(portal, as_json, of=own), methods=["GET", "HEAD"]),
    ]
