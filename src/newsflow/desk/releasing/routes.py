"""The addresses of a release, its second look, and the flash line."""

from starlette.routing import Route

from newsflow.desk.releasing import approval, approvals, flash, release
from newsflow.desk.visit import Desk


def routes(desk: Desk) -> list[Route]:
    """The list of approvals goes before one of them: its part has an address like a request's."""
    return [*release.routes(desk), *approvals.routes(desk), *approval.routes(desk), *flash.routes(desk)]
