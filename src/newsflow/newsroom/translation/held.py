"""Translations that wait for their original, and go out by themselves as soon as it is out."""

import asyncio
import contextlib
from dataclasses import dataclass
from datetime import datetime

import structlog

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise, by_id
from newsflow.db.pool import Pool, transaction
from newsflow.db.query import Connection, query, rows, run
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action
from newsflow.domain.entry import Approval, Header
from newsflow.domain.errors import ConflictError, NewsflowError, NotAllowedError
from newsflow.domain.second_look import second_look
from newsflow.domain.worded import worded
from newsflow.newsroom.checking import Passed, check_draft, must_pass
from newsflow.newsroom.drafts import locked
from newsflow.newsroom.duty import count_for, lent_to
from newsflow.newsroom.proof import check_person
from newsflow.newsroom.release import check_ready, complete, put
from newsflow.newsroom.translation.machine_marks import check_machine
from newsflow.newsroom.translation.orders import Holds, get_order
from newsflow.wire.append import seal

LOOK_S = 0.5
"""How often it is looked whether an original has come."""
HELD_LIMIT = 50

log = structlog.stdlib.get_logger()


@dataclass(frozen=True, slots=True)
class Waiting:
    """An order whose translation is ready and whose original is out."""

    id: int
    draft: int
    ready_by: str
    ready_key: str
    ready_save: int


_READY = query("newsroom/translation.make_ready")
_BACK = query("newsroom/translation.ready_no_more")
_WAITING = query("newsroom/translation.ready_and_due", Waiting)


async def make_ready(
    db: Connection, agency: Agency, number: int, hand: Hand, now: datetime, *, passed: Passed
) -> None:
    """Say that a translation may go out with its original: the word is for this save, and for nothing but the original's id added.

    Raises ConflictError where the order does not hold with its original, ChecksError, NotAllowedError, or ConflictError for
    what takes a second look: that one is asked for when the original is out.
    """
    check_person(hand)
    order = await get_order(db, number)
    if order.draft is None or order.holds != Holds.WITH or order.original is not None:
        raise ConflictError(
            "This translation does not wait to go with its original.", str(number), "Release it as any other."
        )
    draft = await locked(db, order.draft)
    version = await complete(db, agency, draft, now)
    lent = await lent_to(db, hand.person, now)
    authorise(hand.person, Act.RELEASE, language=version.language, section=version.section, lent=lent)
    check_ready(version, Action.NEW, agency, now)
    must_pass(
        await check_draft(
            db, agency, version, Action.NEW, before=None, now=now, draft=draft.id, catches_up=False
        ),
        passed,
    )
    await check_machine(db, draft.id, version)
    on = await count_for(db, now, language=version.language, section=version.section)
    if second_look(version, Action.NEW, agency, at=now, on_duty=on).is_needed:
        raise ConflictError(
            "This takes a second look.",
            worded("Draft %(draft)s.", draft=draft.id),
            "Ask for it as soon as the original is out.",
        )
    word = {"by": hand.person.id, "key": hand.key, "save": draft.save}
    await run(db, _READY, {"id": number, **word})
    await audit.note(db, hand, "translation_ready", f"order:{number}", at=now, save=draft.save)


async def release_held(pool: Pool, clock: Clock, agency: Agency) -> list[Header]:
    """Release every translation that is ready and whose original is out; one that may not go is its translator's again."""
    async with transaction(pool) as db:
        waiting = await rows(db, _WAITING, {"limit": HELD_LIMIT})
    headers: list[Header] = []
    for one in waiting:
        try:
            async with transaction(pool) as db:
                headers += await _release(db, clock, agency, one)
        except NewsflowError as error:
            log.error("held_translation_refused", order=one.id, because=type(error).__name__)  # noqa: TRY400 — no trace: a person acts
            async with transaction(pool) as db:
                await run(db, _BACK, {"id": one.id})
    return headers


async def _release(db: Connection, clock: Clock, agency: Agency, one: Waiting) -> list[Header]:
    draft = await locked(db, one.draft)
    order = await get_order(db, one.id)
    if order.state != "ready":
        return []
    if draft.save != one.ready_save:
        raise ConflictError(
            "The translation was changed since.",
            worded("Draft %(draft)s.", draft=draft.id),
            "Say again that it is ready.",
        )
    person = await by_id(db, one.ready_by)
    if person is None:
        raise NotAllowedError(
            "Whoever said so is gone.",
            worded("Order %(number)s.", number=one.id),
            "Say again that it is ready.",
        )
    now = clock()
    version = await complete(db, agency, draft, now)
    lent = await lent_to(db, person, now)
    authorise(person, Act.RELEASE, language=version.language, section=version.section, lent=lent)
    check_ready(version, Action.NEW, agency, now)
    sealed = seal(version)
    word = Approval(by=person.id, act="released", key=one.ready_key, content_digest=sealed.digest.hex())
    headers = await put(db, clock, agency, draft=draft, version=version, sealed=sealed, approvals=(word,))
    log.info("held_translation_released", order=one.id, seq=headers[0].seq)
    return headers


async def run_held(pool: Pool, clock: Clock, agency: Agency, stop: asyncio.Event) -> None:
    """Release what waits for its original until `stop` is set. Two at once do no harm: each draft is locked."""
    while not stop.is_set():
        await release_held(pool, clock, agency)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), LOOK_S)
