"""The queue: what is wanted in which language, by when; what a changed original leaves to decide; the chief's figures."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act, may
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, DeskLink, answer, desk_frame, done
from newsflow.desk.translating.lines import OrderLine, SpeedLine, TaskLine, order_line, speed_line, task_line
from newsflow.desk.translating.words import QUEUE, language_name, tabs_of
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.errors import ConflictError, NewsflowError
from newsflow.domain.worded import worded
from newsflow.newsroom.next_version import begin_update
from newsflow.newsroom.translation.figures import Speed, speeds
from newsflow.newsroom.translation.orders import Order, drop_order, queue
from newsflow.newsroom.translation.taking import give_back, take
from newsflow.newsroom.translation.tasks import Task, finish, open_tasks
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.refused import REFUSALS, Refused, refused

FIGURES_OF = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """The queue of a language, or of all."""

    frame: DeskFrame
    tabs: tuple[DeskLink, ...]
    languages: tuple[DeskLink, ...]
    refused: Refused | None
    orders: tuple[OrderLine, ...]
    tasks: tuple[TaskLine, ...]
    speeds: tuple[SpeedLine, ...]
    """For the chief alone."""


QUEUE_PAGE = page("desk/translation/queue.html", QueuePage)


def routes(desk: Desk) -> list[Route]:
    """The queue's addresses."""
    write, post = Act.WRITE, ["POST"]
    return [
        Route("/translations", signed_in(desk, shown, write)),
        Route("/translations/{order:int}/take", signed_in(desk, taking, write), methods=post),
        Route("/translations/{order:int}/give-back", signed_in(desk, giving_back, write), methods=post),
        Route("/translations/{order:int}/drop", signed_in(desk, dropping, Act.RELEASE), methods=post),
        Route("/translations/tasks/{task:int}/redo", signed_in(desk, redoing, write), methods=post),
        Route("/translations/tasks/{task:int}/stands", signed_in(desk, standing, Act.RELEASE), methods=post),
    ]


async def shown(visit: Visit, error: NewsflowError | None = None) -> Response:
    """The page; `?language=` says whose queue, `all` everybody's. Unasked it is that of one's own desks."""
    chosen = _chosen(visit)
    async with reading(visit.desk.pool) as db:
        orders = await queue(db)
        tasks = await open_tasks(db)
        figures: list[Speed] = []
        if may(visit.person, Act.SET_WIRE):
            figures = await speeds(db, since=visit.now - FIGURES_OF, until=visit.now)
    decides = may(visit.person, Act.RELEASE, lent=visit.lent)
    context = QueuePage(
        frame=await desk_frame(visit, _("Translations")),
        tabs=tabs_of(visit, QUEUE),
        languages=_languages(visit, chosen, orders, tasks),
        refused=None if error is None else refused(visit, error),
        orders=tuple(
            order_line(visit, one, decides=decides) for one in orders if _is_of(one.language, chosen)
        ),
        tasks=tuple(task_line(visit, one, decides=decides) for one in tasks if _is_of(one.language, chosen)),
        speeds=tuple(speed_line(visit, one) for one in figures if _is_of(one.language, chosen)),
    )
    return answer(visit, QUEUE_PAGE, context, status=200 if error is None else error.status)


async def taking(visit: Visit) -> Response:
    """The order is taken, and its translation opened."""
    number = int(visit.request.path_params["order"])
    try:
        async with transaction(visit.desk.pool) as db:
            draft = await take(db, visit.desk.agency, number, visit.hand, visit.now)
    except REFUSALS as error:
        return await shown(visit, error)
    return done(f"/desk/drafts/{draft}/translate")


async def giving_back(visit: Visit) -> Response:
    """The order is in the queue again, with the draft as it is."""
    try:
        async with transaction(visit.desk.pool) as db:
            number = int(visit.request.path_params["order"])
            await give_back(db, number, visit.hand, visit.now, words=visit.form.line("words"))
    except REFUSALS as error:
        return await shown(visit, error)
    return done(QUEUE, "order_back")


async def dropping(visit: Visit) -> Response:
    """The order is taken back."""
    try:
        async with transaction(visit.desk.pool) as db:
            await drop_order(db, int(visit.request.path_params["order"]), visit.hand, visit.now)
    except REFUSALS as error:
        return await shown(visit, error)
    return done(QUEUE, "order_dropped")


async def redoing(visit: Visit) -> Response:
    """A draft of the translation's next version, beside what changed in its original."""
    try:
        async with transaction(visit.desk.pool) as db:
            task = int(visit.request.path_params["task"])
            guid = next((one.guid for one in await open_tasks(db) if one.id == task), None)
            if guid is None:
                raise ConflictError(
                    "This is decided already.", worded("Task %(task)s.", task=task), "See what waits."
                )
            begun = await begin_update(db, guid, visit.hand, visit.now)
    except REFUSALS as error:
        return await shown(visit, error)
    return done(f"/desk/drafts/{begun.draft}/translate")


async def standing(visit: Visit) -> Response:
    """The translation may stand as it is, with a word why."""
    try:
        async with transaction(visit.desk.pool) as db:
            task = int(visit.request.path_params["task"])
            await finish(db, task, visit.hand, visit.now, how=visit.form.line("how"))
    except REFUSALS as error:
        return await shown(visit, error)
    return done(QUEUE, "stands")


def _chosen(visit: Visit) -> frozenset[str]:
    """The languages whose queue is asked for; empty means all."""
    asked = visit.request.query_params.get("language", "")
    known = {code.code for code in visit.desk.agency.languages}
    if asked in known:
        return frozenset({asked})
    own = {desk.partition("/")[0] for desk in visit.person.desks}
    return frozenset() if asked == "all" or "*" in own else frozenset(own)


def _is_of(language: str, chosen: frozenset[str]) -> bool:
    return not chosen or language in chosen


def _languages(
    visit: Visit, chosen: frozenset[str], orders: list[Order], tasks: list[Task]
) -> tuple[DeskLink, ...]:
    waiting = [one.language for one in orders] + [one.language for one in tasks]
    codes = [one.code for one in visit.desk.agency.languages if not one.retired]
    every = DeskLink(
        address=f"{QUEUE}?language=all",
        text=tongue(visit.language).say(_("All languages")),
        current=not chosen,
        count=len(waiting),
    )
    links = (
        DeskLink(
            address=f"{QUEUE}?language={code}",
            text=language_name(visit, code),
            current=code in chosen,
            count=waiting.count(code),
        )
        for code in codes
    )
    return (every, *links)
