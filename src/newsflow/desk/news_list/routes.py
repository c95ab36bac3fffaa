"""The addresses of the news list's pages."""

from starlette.routing import Route

from newsflow.desk.news_list import one, page
from newsflow.desk.visit import Desk


def routes(desk: Desk) -> list[Route]:
    """The list, and each line."""
    return [*page.routes(desk), *one.routes(desk)]
