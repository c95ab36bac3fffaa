"""The addresses of the wire's settings."""

from starlette.routing import Route

from newsflow.desk.visit import Desk
from newsflow.desk.wire_settings import checks, gauges, history, house, looks, overview, packages, sections


def routes(desk: Desk) -> list[Route]:
    """The overview, a page or two for each part, and what was changed."""
    parts = (overview, sections, packages, house, gauges, checks, looks, history)
    return [route for part in parts for route in part.routes(desk)]
