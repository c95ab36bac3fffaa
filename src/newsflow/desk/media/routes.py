"""The addresses of media."""

from starlette.routing import BaseRoute

from newsflow.desk.media import companions, library, one, series
from newsflow.desk.visit import Desk


def routes(desk: Desk) -> list[BaseRoute]:
    """The library, each file's page, each series' page."""
    return [*library.routes(desk), *one.routes(desk), *companions.routes(desk), *series.routes(desk)]
