"""The addresses of the requests' pages."""

from starlette.routing import Route

from newsflow.desk.requests import case, inbox
from newsflow.desk.visit import Desk


def routes(desk: Desk) -> list[Route]:
    """The list, and each request."""
    return [*inbox.routes(desk), *case.routes(desk)]
