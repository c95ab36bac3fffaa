"""The addresses of the enquiries' pages."""

from starlette.routing import Route

from newsflow.desk.enquiries import case, inbox
from newsflow.desk.visit import Desk


def routes(desk: Desk) -> list[Route]:
    """The list, and each enquiry."""
    return [*inbox.routes(desk), *case.routes(desk)]
