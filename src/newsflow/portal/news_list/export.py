"""The news list as a file: CSV for a spreadsheet or a planning desk's own list. It tells of plans and is no taking."""

import csv
import io

from starlette.responses import Response
from starlette.routing import Route

from newsflow.domain.clock import rfc3339
from newsflow.domain.entry import STOPS
from newsflow.domain.errors import BadInputError
from newsflow.newsroom.news_list import Seen, told
from newsflow.portal.lines import item_address
from newsflow.portal.news_list.page import Listed, listed
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.web.cells import CSV_TYPE, plain

COLUMNS = ("id", "expected", "first_expected", "state", "slug", "what", "note", "language", "section", "form", "types",
           "because", "item", "stopped", "address")  # fmt: skip
"""Named as the fields of `/v1/news-list`; hours are RFC 3339 in UTC, types of one line have a space between."""


async def as_csv(visit: Visit) -> Response:
    """The lines that the page of the same address shows."""
    found = await listed(visit)
    if found.fault:
        raise BadInputError(
            "The news list cannot be read so.", found.fault, "Mend it on the page of the list."
        )
    out = io.StringIO(newline="")
    writes = csv.writer(out)
    writes.writerow(COLUMNS)
    writes.writerows(_row(visit, found, one) for one in found.seen)
    headers = {"Content-Disposition": 'attachment; filename="news-list.csv"'}
    return Response("\ufeff" + out.getvalue(), media_type=CSV_TYPE, headers=headers)


def _row(visit: Visit, found: Listed, one: Seen) -> list[str]:
    line, said = one.line, told(one.line, found.known.get(one.line.item or ""), visit.now)
    item = said.item
    return [
        str(line.id),
        rfc3339(line.expected),
        rfc3339(line.first_expected),
        said.standing.value,
        *map(plain, (line.slug, said.what, said.note)),
        line.language,
        line.section,
        line.form,
        " ".join(one.kinds),
        plain(line.cancelled_because),
        "" if item is None else item.guid,
        "yes" if item is not None and item.action in STOPS else "",
        "" if item is None else f"{visit.portal.origin}{item_address(item.guid)}",
    ]


def routes(portal: Portal) -> list[Route]:
    """The file's address; it takes what the page takes."""
    return [Route("/news-list.csv", signed_in(portal, as_csv, of=own), methods=["GET", "HEAD"])]
