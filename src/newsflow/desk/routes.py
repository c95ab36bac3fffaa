"""The desk's addresses. A page's module gives a list of its routes; one line each here."""

from starlette.middleware import Middleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, Router

from newsflow.desk import audit, people
from newsflow.desk.board import live
from newsflow.desk.board import page as board
from newsflow.desk.duty import routes as duty
from newsflow.desk.editions import routes as editions
from newsflow.desk.enquiries import routes as enquiries
from newsflow.desk.items import routes as items
from newsflow.desk.legal import acts as legal
from newsflow.desk.legal import inbox as legal_inbox
from newsflow.desk.media import routes as media
from newsflow.desk.news_list import routes as news_list
from newsflow.desk.privacy import of_people
from newsflow.desk.privacy import page as privacy
from newsflow.desk.releasing import routes as releasing
from newsflow.desk.requests import routes as requests
from newsflow.desk.subscribers import routes as subscribers
from newsflow.desk.translating import routes as translating
from newsflow.desk.visit import HOME, PREFIX, Desk, seen_after
from newsflow.desk.wire_settings import routes as wire_settings
from newsflow.desk.writing import routes as writing
from newsflow.web.within import routes as within
from newsflow.web.within.errors import FaceErrors


def routes(desk: Desk) -> list[BaseRoute]:
    """The mount of `/desk`, and `/desk` itself, which leads there."""
    here: list[BaseRoute] = [
        *within.routes(desk),
        *of_people.routes(desk),
        *people.routes(desk),
        *privacy.routes(desk),
        *audit.routes(desk),
        *subscribers.routes(desk),
        *board.routes(desk),
        *live.routes(desk),
        *news_list.routes(desk),
        *writing.routes(desk),
        *translating.routes(desk),
        *media.routes(desk),
        *items.routes(desk),
        *editions.routes(desk),
        *enquiries.routes(desk),
        *requests.routes(desk),
        *legal_inbox.routes(desk),
        *legal.routes(desk),
        *releasing.routes(desk),
        *duty.routes(desk),
        *wire_settings.routes(desk),
    ]
    guarded = [Middleware(ExceptionMiddleware, handlers=FaceErrors(desk).handlers())]
    return [Route(PREFIX, _home), Mount(PREFIX, app=Router(here, redirect_slashes=False), middleware=guarded)]


async def _home(_: Request) -> Response:
    return seen_after(HOME)
