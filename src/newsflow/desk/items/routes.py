"""The addresses of an item and its acts."""

from starlette.routing import Route

from newsflow.desk.items import deliveries, following, formats, item, resuming, stopping
from newsflow.desk.visit import Desk


def routes(desk: Desk) -> list[Route]:
    """Everything under /desk/items/, and what is parked."""
    return [
        *item.routes(desk),
        *stopping.routes(desk),
        *resuming.routes(desk),
        *following.routes(desk),
        *deliveries.routes(desk),
        *formats.routes(desk),
    ]
