"""Decisions on legal requests: one person decides, another confirms with a proof, and only then anything is touched."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsflow.accounts import audit
from newsflow.accounts.hand import CLI, PASSWORD, SESSION, Hand
from newsflow.accounts.people import Act, Person, authorise, by_id
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.entry import Approval, Header
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError
from newsflow.domain.guid import PersonId
from newsflow.domain.redaction import Change
from newsflow.domain.worded import Worded, worded
from newsflow.newsroom.legal import redacting, taking_down
from newsflow.newsroom.legal.plans import (
    ERASING,
    REDACTING,
    Plan,
    Verdict,
    changes_as_json,
    changes_of,
    plan_of,
)
from newsflow.newsroom.legal.requests import Request, locked, request_of
from newsflow.newsroom.next_version import begin_ordered_update
from newsflow.newsroom.proof import check_person, check_proof
from newsflow.objects import ObjectStore
from newsflow.wire.append import ToAppend, append
from newsflow.wire.erase import Order
from newsflow.wire.rows import Number

DECISIONS_LIMIT = 100
REASON_CHARACTERS = 2_000
_OWN_KEYS = frozenset({PASSWORD, SESSION})


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it stands; `name` and `confirmer` are whose who decided and confirmed."""

    id: int
    request: int
    verdict: str
    reason: str
    changes: str | None
    decided_by: PersonId
    name: str | None
    decided_key: str
    decided_session: str | None
    decided_at: datetime
    state: str
    confirmed_by: str | None
    confirmer: str | None
    ended_at: datetime | None
    erasure: int | None


@dataclass(frozen=True, slots=True)
class Carried:
    """What a confirmed decision came to: entries on the wire, the order to erase, drafts that were begun."""

    headers: tuple[Header, ...] = ()
    order: int | None = None
    drafts: tuple[int, ...] = ()


_ADD = query("newsroom/legal.add_decision", Number)
_DECISIONS = query("newsroom/legal.decisions", Decision)
_END = query("newsroom/legal.end_decision")
_MARK = query("newsroom/legal.mark_request")


async def decisions_of(db: Connection, request: int) -> list[Decision]:
    """The decisions on a request, the latest first; at most the first of them waits."""
    return await rows(db, _DECISIONS, {"request": request, "limit": DECISIONS_LIMIT})


async def decide(
    db: Connection,
    agency: Agency,
    request: int,
    verdict: Verdict,
    *,
    hand: Hand,
    now: datetime,
    reason: str,
    changes: Sequence[Change] = (),
) -> int:
    """Decide a request; gives the decision's number. Nothing is touched until another person confirms it.

    Raises BadInputError or ConflictError for what could not be carried out as things stand.
    """
    check_person(hand)
    _check_may(hand, verdict)
    asked = await locked(db, request)
    if asked.state != "open":
        raise ConflictError("A decision waits here already.", _named(request), "Take it back first.")
    _check_reason(reason)
    await plan_of(db, agency, verdict, asked.guids, changes=changes, now=now)
    kept = changes_as_json(changes if verdict in REDACTING else ())
    made = await row(
        db,
        _ADD,
        {
            "request": request,
            "verdict": verdict.value,
            "reason": reason.strip(),
            "changes": kept,
            "by": hand.person.id,
            "key": hand.key,
            "session": hand.session,
            "now": now,
        },
    )
    assert made is not None
    await run(db, _MARK, {"id": request, "state": "decided", "closed_at": None})
    subject = f"legal:{request}"
    await audit.note(db, hand, "legal_decided", subject, at=now, verdict=verdict.value, decision=made.number)
    return made.number


def _named(request: int) -> Worded:
    return worded("Request %(request)s.", request=request)


def _check_reason(reason: str) -> None:
    if not reason.strip() or len(reason) > REASON_CHARACTERS:
        count = worded("%(count)s characters.", count=len(reason))
        most = worded("Write 1 to %(most)s.", most=REASON_CHARACTERS)
        raise BadInputError("A decision says why.", count, most)


async def take_back(db: Connection, request: int, hand: Hand, now: datetime) -> None:
    """Take a waiting decision back: whoever may decide. The request is open again, the words are forgotten."""
    authorise(hand.person, Act.ANSWER_LEGAL)
    await locked(db, request)
    decision = await waiting(db, request)
    await _end(db, decision, "taken_back", None, now)
    await run(db, _MARK, {"id": request, "state": "open", "closed_at": None})
    await audit.note(db, hand, "legal_taken_back", f"legal:{request}", at=now, decision=decision.id)


async def waiting(db: Connection, request: int) -> Decision:
    """The decision that waits for its second person. Raises ConflictError when none does."""
    found = next(iter(await decisions_of(db, request)), None)
    if found is None or found.state != "waiting":
        raise ConflictError("No decision waits here.", _named(request), "Decide it first.")
    return found


async def plan_of_waiting(db: Connection, agency: Agency, request: int, now: datetime) -> Plan:
    """What the waiting decision would touch now."""
    decision, asked = await waiting(db, request), await request_of(db, request)
    return await plan_of(
        db, agency, Verdict(decision.verdict), asked.guids, changes=changes_of(decision.changes), now=now
    )


async def confirm(
    db: Connection,
    clock: Clock,
    agency: Agency,
    request: int,
    *,
    hand: Hand,
    digest_hex: str,
    store: ObjectStore | None,
) -> Carried:
    """Carry a decision out by a second person's proof for exactly this plan, and close the request. Commit right after.

    Raises NotAllowedError for the same person, session or key, ConflictError when what it would touch has changed.
    """
    now = clock()
    asked = await locked(db, request)
    decision = await waiting(db, request)
    verdict = Verdict(decision.verdict)
    _check_may(hand, verdict)
    check_other(decision, hand)
    await check_proof(db, agency.desk, hand, now)
    decider = await _check_decider(db, decision, verdict)
    changes = changes_of(decision.changes)
    plan = await plan_of(db, agency, verdict, asked.guids, changes=changes, now=now)
    if plan.digest_hex != digest_hex:
        raise ConflictError(
            "What this touches has changed.", _named(request), "Look at it again, and confirm that."
        )
    subject = f"legal:{request}"
    await run(db, _MARK, {"id": request, "state": "closed", "closed_at": now})
    await audit.note(
        db, hand, "legal_confirmed", subject, at=now, verdict=verdict.value, decision=decision.id
    )
    if verdict is Verdict.UPDATE:
        two = (decider, hand.person)
        begun = [await begin_ordered_update(db, guid, two, now) for guid in plan.updates]
        await _end(db, decision, "done", hand, now)
        return Carried(drafts=tuple(each.draft for each in begun))
    deed = Deed(
        changes=changes, order=order_of(asked, decision, hand), words=_words(decision, hand), store=store
    )
    entries, order = await prepare(db, clock, agency, plan, deed)
    await _end(db, decision, "done", hand, now, erasure=order)
    return Carried(headers=tuple(await append(db, clock, entries)) if entries else (), order=order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """By which order of whom a plan is carried out; `order` names no targets, the plan does."""

    changes: Sequence[Change]
    order: Order
    words: tuple[Approval, Approval]
    store: ObjectStore | None


async def prepare(
    db: Connection, clock: Clock, agency: Agency, plan: Plan, deed: Deed
) -> tuple[list[ToAppend], int | None]:
    """Erase what the plan says; gives what to append, which comes last, and the order's number if there is one."""
    if plan.fall is not None:
        return await taking_down.prepare(
            db, clock, agency, store=deed.store, fall=plan.fall, order=deed.order, word=deed.words[0]
        )
    if plan.cuts:
        return await redacting.prepare(
            db, clock, plan.cuts, order=deed.order, changes=deed.changes, words=deed.words
        )
    return [], None


def order_of(asked: Request, decision: Decision, hand: Hand) -> Order:
    """The order to erase that a decision is recorded as; its targets are still to be named."""
    return Order(
        law=asked.law,
        file_number=asked.file_number or f"legal:{asked.id}",
        asked_by=asked.asked_by,
        ordered_by=decision.decided_by,
        second=hand.person.id,
        targets=(),
    )


def check_other(decision: Decision, hand: Hand) -> None:
    """Pass for another person with another key in another session."""
    which: str | None = None
    if decision.decided_by == hand.person.id:
        which = "the same person"
    elif hand.key == decision.decided_key and hand.key not in _OWN_KEYS:
        which = "both at the command line" if hand.key == CLI else "the same key"
    elif hand.session is not None and hand.session == decision.decided_session:
        which = "the same session"
    if which is not None:
        raise NotAllowedError(
            "A decision is confirmed by another person, with a key and a session of their own.",
            f"{hand.person.email}: {which}.",
            "Ask a colleague.",
        )


def _words(decision: Decision, hand: Hand) -> tuple[Approval, Approval]:
    first = Approval(by=decision.decided_by, act="released", key=decision.decided_key, content_digest="")
    return first, replace(first, by=hand.person.id, act="approved", key=hand.key)


def _check_may(hand: Hand, verdict: Verdict) -> None:
    authorise(hand.person, Act.ANSWER_LEGAL)
    if verdict in ERASING:
        authorise(hand.person, Act.ERASE)


async def _check_decider(db: Connection, decision: Decision, verdict: Verdict) -> Person:
    """Whoever decided, while they may still: a closed account's word is worth nothing."""
    person = await by_id(db, decision.decided_by)
    if person is None:
        which = worded("Decision %(decision)s.", decision=decision.id)
        raise NotAllowedError("Whoever decided is gone.", which, "Decide again.")
    authorise(person, Act.ERASE if verdict in ERASING else Act.ANSWER_LEGAL)
    return person


async def _end(
    db: Connection,
    decision: Decision,
    state: str,
    hand: Hand | None,
    now: datetime,
    *,
    erasure: int | None = None,
) -> None:
    facts = {
        "by": None if hand is None else hand.person.id,
        "key": None if hand is None else hand.key,
        "session": None if hand is None else hand.session,
    }
    await run(db, _END, {"id": decision.id, "state": state, "now": now, "erasure": erasure, **facts})
