"""The portal's addresses. A page's module gives a list of its routes; one line each here."""

from starlette.middleware import Middleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, Router

from newsflow.portal import density, downloads, item, live, marks, questions, saved, shared, wire
from newsflow.portal.account import asking, logins, looks, overview, people, request, rules, use, why
from newsflow.portal.face import HOME, PREFIX
from newsflow.portal.news_list import export as news_list_export
from newsflow.portal.news_list import live as news_list_live
from newsflow.portal.news_list import page as news_list
from newsflow.portal.pictures import grid, look
from newsflow.portal.privacy import of_members
from newsflow.portal.privacy import page as privacy
from newsflow.portal.provider import door, setting
from newsflow.portal.searching import ahead, assistant, export, page
from newsflow.portal.visit import Portal
from newsflow.web.within import routes as within
from newsflow.web.within.errors import FaceErrors
from newsflow.web.within.visit import seen_after


def routes(portal: Portal) -> list[BaseRoute]:
    """The mount of `/portal`, and `/portal` itself, which leads there."""
    here: list[BaseRoute] = [
        *within.routes(portal),
        *wire.routes(portal),
        *live.routes(portal),
        *density.routes(portal),
        *item.routes(portal),
        *marks.routes(portal),
        *downloads.routes(portal),
        *saved.routes(portal),
        *shared.routes(portal),
        *questions.routes(portal),
        *page.routes(portal),
        *news_list.routes(portal),
        *news_list_live.routes(portal),
        *news_list_export.routes(portal),
        *grid.routes(portal),
        *look.routes(portal),
        *ahead.routes(portal),
        *assistant.routes(portal),
        *export.routes(portal),
        *overview.routes(portal),
        *use.routes(portal),
        *logins.routes(portal),
        *people.routes(portal),
        *looks.routes(portal),
        *rules.routes(portal),
        *door.routes(portal),
        *setting.routes(portal),
        *why.routes(portal),
        *asking.routes(portal),
        *request.routes(portal),
        *privacy.routes(portal),
        *of_members.routes(portal),
    ]
    guarded = [Middleware(ExceptionMiddleware, handlers=FaceErrors(portal).handlers())]
    return [Route(PREFIX, _home), Mount(PREFIX, app=Router(here, redirect_slashes=False), middleware=guarded)]


async def _home(_: Request) -> Response:
    return seen_after(HOME)
