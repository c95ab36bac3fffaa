"""What the editor's buttons do besides saving: handed on, taken, sent back, dropped; written in instead of another."""

import secrets

from starlette.responses import Response

from newsflow.db.pool import transaction
from newsflow.desk.frame import done
from newsflow.desk.visit import Visit
from newsflow.domain.errors import BadInputError
from newsflow.domain.worded import worded
from newsflow.newsroom import locks, moves

LEAVE = frozenset({"hand_on", "send_back"})
"""Moves by which the draft lies with somebody else: nobody's lock stays on it."""


async def moved(visit: Visit, number: int, *, sitting: str) -> Response:
    """On after a save, as the pressed button says. Raises the refusal of a move that may not be made."""
    address = f"/desk/drafts/{number}"
    does, words = visit.form.line("does"), visit.form.text("words").strip()
    if does == "release":
        return done(f"{address}/release")
    async with transaction(visit.desk.pool) as db:
        if does in LEAVE:
            await locks.leave(db, number, visit.hand, sitting=sitting)
        match does:
            case "hand_on":
                await moves.hand_on(db, number, visit.hand, visit.now, words=words)
                return done("/desk/", "handed")
            case "take":
                await moves.take(db, number, visit.hand, visit.now)
                return done(address, "taken")
            case "send_back":
                await moves.send_back(db, number, visit.hand, visit.now, words=words)
                return done("/desk/", "sent_back")
            case "drop":
                await moves.drop(db, number, visit.hand, visit.now, words=words)
                return done("/desk/", "dropped")
            case _:
                return done(address, "saved")


async def taken_over(visit: Visit, number: int) -> Response:
    """Writing in a draft, taken over from whoever has it, with a note."""
    words = visit.form.line("words")
    if not words:
        raise BadInputError(
            "Nobody takes over without a word.", worded("Draft %(draft)s.", draft=number), "Say why."
        )
    async with transaction(visit.desk.pool) as db:
        await locks.take_over(
            db, number, visit.hand, visit.now, sitting=secrets.token_urlsafe(9), words=words
        )
    return done(f"/desk/drafts/{number}", "taken")
