"""Questions that a reader keeps: what the wire's page shows, under a name of their own, one press away."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import transaction
from newsflow.db.query import Connection, query, rows, run
from newsflow.domain.characters import what_is_wrong
from newsflow.domain.errors import BadInputError
from newsflow.domain.worded import worded
from newsflow.portal.asked import Asked, kept
from newsflow.portal.face import HOME
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.web.within.frame import FaceLink, done

KEPT_MOST = 30
NAME_MOST = 60


@dataclass(frozen=True, slots=True)
class Kept:
    """A question and its name."""

    name: str
    asked: str


_KEPT = query("portal.questions", Kept)
_KEEP = query("portal.keep_question")
_DROP = query("portal.drop_question")


async def kept_links(db: Connection, visit: Visit, asked: Asked) -> tuple[FaceLink, ...]:
    """The reader's questions as links, the one that is shown marked."""
    shown = said(asked)
    return tuple(
        FaceLink(address=f"{HOME}?{one.asked}", text=one.name, current=one.asked == shown, is_name=True)
        for one in await rows(db, _KEPT, {"person": visit.person.id, "limit": KEPT_MOST})
    )


def said(asked: Asked) -> str:
    """The question as an address says it; "" for the whole wire."""
    return asked.address("").partition("?")[2]


async def change(visit: Visit) -> Response:
    """Back to the wire as it was asked for, the question kept under its name, or dropped."""
    name, asked = visit.form.line("name").strip(), kept(visit.form.text("asked"))
    async with transaction(visit.portal.pool) as db:
        if visit.form.line("does") == "drop":
            await run(db, _DROP, {"person": visit.person.id, "name": name})
            return done(f"{HOME}?{asked}" if asked else HOME, "changed")
        held = await rows(db, _KEPT, {"person": visit.person.id, "limit": KEPT_MOST})
        if len(held) >= KEPT_MOST and name not in {one.name for one in held}:
            raise BadInputError("These are too many questions.", f"{KEPT_MOST}.", "Drop one first.")
        wrong = what_is_wrong(name)
        if not name or len(name) > NAME_MOST or wrong is not None:
            raise BadInputError(
                "This is no name.",
                f"{name[:80]!r}.",
                worded("Write 1 to %(most)s characters.", most=NAME_MOST),
            )
        if not asked:
            raise BadInputError(
                "Nothing is asked for.", worded("This is the whole wire."), "Choose what is shown first."
            )
        await run(db, _KEEP, {"person": visit.person.id, "name": name, "asked": asked, "at": visit.now})
    return done(f"{HOME}?{asked}", "question_kept")


def routes(portal: Portal) -> list[Route]:
    """Where questions are kept and dropped."""
    return [Route("/questions", signed_in(portal, change, of=own), methods=["POST"])]
