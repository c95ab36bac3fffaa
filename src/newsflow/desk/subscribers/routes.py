"""The addresses of the pages about subscribers."""

from starlette.routing import Route

from newsflow.desk.subscribers import contract, dates, groups, looking, one, page, reports, signing, tables
from newsflow.desk.visit import Desk


def routes(desk: Desk) -> list[Route]:
    """The list, the groups, each subscriber, its contracts."""
    return [
        *page.routes(desk),
        *dates.routes(desk),
        *reports.routes(desk),
        *groups.routes(desk),
        *one.routes(desk),
        *signing.routes(desk),
        *tables.routes(desk),
        *looking.routes(desk),
        *contract.routes(desk),
    ]
