"""The addresses of the editions' pages."""

from starlette.routing import Route

from newsflow.desk.editions import front, version
from newsflow.desk.visit import Desk


def routes(desk: Desk) -> list[Route]:
    """Each edition's front, and the public version of each item."""
    return [*front.routes(desk), *version.routes(desk)]
