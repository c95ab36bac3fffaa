"""A subscriber is suspended, or that is lifted: what stands on its page, and what the form does."""

from dataclasses import dataclass

from starlette.responses import Response

from newsflow.accounts.deed import Deed
from newsflow.db.pool import transaction
from newsflow.db.query import Connection
from newsflow.desk.frame import done, isolated
from newsflow.desk.subscribers.shown import hour_of, names_of
from newsflow.desk.subscribers.words import HERE
from newsflow.desk.visit import Visit
from newsflow.domain.guid import SubscriberId
from newsflow.mail import send
from newsflow.newsroom.dealings import suspending
from newsflow.subscribers.suspending import Suspension, suspensions
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.letters import suspension_letter
from newsflow.web.within.proof import ProofField, proof_field, proved


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionView:
    """Whether the subscriber is suspended, what was before, and what the form takes."""

    holds: bool
    record: tuple[str, ...]
    """The latest first, in sentences."""
    because: str
    proof: ProofField


def deed_of(subscriber: SubscriberId) -> Deed:
    """What the form is proved for."""
    return Deed.of("suspend or lift", subscriber)


async def view_of(visit: Visit, db: Connection, subscriber: SubscriberId) -> SuspensionView:
    """What stands on the subscriber's page."""
    found = await suspensions(db, subscriber)
    names = await names_of(db, [person for one in found for person in (one.by, one.lifted_by)])
    return SuspensionView(
        holds=any(one.lifted_at is None for one in found),
        record=tuple(_sentence(visit, one, names) for one in found),
        because=visit.form.typed("because"),
        proof=await proof_field(visit, deed_of(subscriber)),
    )


def _sentence(visit: Visit, one: Suspension, names: dict[str, str]) -> str:
    say = tongue(visit.language).say
    facts = {
        "at": hour_of(visit, one.since),
        "name": isolated(names.get(one.by, "—")),
        "why": isolated(one.because),
    }
    if one.lifted_at is None:
        return say(_("Suspended since %(at)s by %(name)s: %(why)s"), **facts)
    more = {"until": hour_of(visit, one.lifted_at), "other": isolated(names.get(one.lifted_by or "", "—"))}
    return say(_("Suspended %(at)s by %(name)s: %(why)s Lifted %(until)s by %(other)s."), **facts, **more)


async def suspend(visit: Visit, subscriber: SubscriberId) -> Response:
    """Back to the page; access is off, and their people are written to."""
    hand, because = await proved(visit, deed_of(subscriber)), visit.form.text("because").strip()
    async with transaction(visit.desk.pool) as db:
        for person in await suspending.suspend(db, hand, subscriber, because, now=visit.now):
            await send(db, suspension_letter(visit.desk.agency, person, because), visit.now)
    return done(f"{HERE}/{subscriber}", "suspended")


async def lift(visit: Visit, subscriber: SubscriberId) -> Response:
    """Back to the page; access is on, and their people are written to."""
    hand = await proved(visit, deed_of(subscriber))
    async with transaction(visit.desk.pool) as db:
        for person in await suspending.lift(db, hand, subscriber, now=visit.now):
            await send(db, suspension_letter(visit.desk.agency, person, None), visit.now)
    return done(f"{HERE}/{subscriber}", "suspension_lifted")
