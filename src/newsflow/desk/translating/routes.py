"""The translation desk's addresses."""

from starlette.routing import BaseRoute

from newsflow.desk.translating import names, ordering, page, queue, ready, writing
from newsflow.desk.visit import Desk


def routes(desk: Desk) -> list[BaseRoute]:
    """Queue, side by side, orders, names."""
    return [
        *queue.routes(desk),
        *ready.routes(desk),
        *writing.routes(desk),
        *page.routes(desk),
        *ordering.routes(desk),
        *names.routes(desk),
    ]
