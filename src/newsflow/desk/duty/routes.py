"""The addresses of duty and of the hand-over."""

from starlette.routing import Route

from newsflow.desk.duty import handover, shifts
from newsflow.desk.visit import Desk


def routes(desk: Desk) -> list[Route]:
    """Both pages and their forms."""
    return [*shifts.routes(desk), *handover.routes(desk)]
