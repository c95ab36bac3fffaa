"""What a reader with a cursor may have of one entry, in wire order and of any age (design, Words: cursor). PURE."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from newsflow.domain.clock import rfc3339
from newsflow.domain.codes import Action, Verdict
from newsflow.domain.entry import STOPS
from newsflow.matching.contract import Contract, covers, permitted
from newsflow.matching.facts import Facts
from newsflow.matching.predicate import ask, met
from newsflow.matching.ruling import Ruling
from newsflow.matching.tree import EVERYTHING, Tree


class Why(StrEnum):
    """The reason of a ruling in a word, for programs."""

    COVERED = "covered"
    STOPPED = "stopped"
    """The item is held, killed or withdrawn."""
    NOTICE = "notice"
    """It tells of an item that was taken."""
    TAKEN = "taken"
    """An earlier version was taken, and this one may not be had."""
    ARCHIVE = "archive"
    """It fell due while no contract ran, or is older than what is replayed."""
    ERASED = "erased"
    """Its content was taken out by order."""
    LIMIT = "limit"
    """The download limit is reached."""
    PARKED = "parked"
    """It did not stand up to the schema of any format that is taken."""
    UNCOVERED = "uncovered"
    """No contract has it; said to whoever asks of an item by its id."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What of an entry a reader gets: all, the notice or the header alone; with the reason, also in words."""

    verdict: Verdict
    why: Why
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What an entry's item is now, whatever the entry says: by its latest entry."""

    action: Action
    erased: bool = False
    """Whether this entry's content was taken out by order."""


def read_entry(
    facts: Facts,
    standing: Standing,
    contracts: Sequence[Contract],
    now: datetime,
    asked: Tree = EVERYTHING,
) -> Reading | None:
    """What the reader gets of the entry; None for what it may not know of, or did not ask for.

    Whole is what fell due while a contract ran that covered it, is no older than the replay of one that covers it
    now, and meets the question. A contract that ended and one that began right after it are as one. What is
    older comes as header; stops and notices come to whom they concern, whatever was asked.
    """
    now_covering = [one for one in contracts if one.runs(now) and _covers(one, facts, now)]
    then_covering = [one for one in contracts if one.runs(facts.at) and _covers(one, facts, now)]
    telling = [one for one in contracts if one.tells(now)]
    told = facts.took and bool(telling) and not (facts.embargoed and not _advance(telling))
    concerned = bool(now_covering or then_covering or told)
    if not concerned:
        return None
    if facts.action in STOPS:
        return Reading(Verdict.NOTICE, Why.STOPPED, (f"it was stopped by “{facts.action.value}”",))
    if facts.notice_of is not None and told:
        return Reading(Verdict.WHOLE, Why.NOTICE, (f"it tells of {facts.notice_of}, which was taken",))
    if not told and not _asked(asked, facts, standing):
        return None
    if standing.action in STOPS:
        return Reading(Verdict.NOTICE, Why.STOPPED, (f"the item was stopped by “{standing.action.value}”",))
    if standing.erased:
        return Reading(Verdict.NONE, Why.ERASED, ("its text was taken out by order",))
    return _live(facts, now_covering, then_covering, now)


def _live(
    facts: Facts, now_covering: Sequence[Contract], then_covering: Sequence[Contract], now: datetime
) -> Reading:
    """What is had of a version that nothing stops."""
    if not now_covering and not then_covering:
        return Reading(Verdict.NOTICE, Why.TAKEN, ("an earlier version was taken",))
    if not now_covering:
        ended = ", ".join(_ended(one, now) for one in then_covering)
        return Reading(Verdict.NONE, Why.ARCHIVE, (f"archive: {ended}",))
    if not then_covering:
        return Reading(Verdict.NONE, Why.ARCHIVE, (f"archive: {_not_then(now_covering, facts.at)}",))
    days = max(one.covers.replay_days for one in now_covering)
    if facts.at < now - timedelta(days=days):
        return Reading(Verdict.NONE, Why.ARCHIVE, (f"archive: it is older than {days} days",))
    return Reading(Verdict.WHOLE, Why.COVERED)


def word_of(ruling: Ruling, facts: Facts) -> Why:
    """The reason in a word of what was ruled on an item's latest version, as a reader by cursor gets it."""
    if ruling.verdict is Verdict.NONE:
        return Why.UNCOVERED
    if facts.action in STOPS:
        return Why.STOPPED
    if ruling.verdict is Verdict.NOTICE:
        return Why.TAKEN
    return Why.NOTICE if facts.notice_of is not None and facts.took else Why.COVERED


def hangs_on_taking(facts: Facts, found: Reading | None, version: int) -> bool:
    """Whether it matters if the reader took the item before: asked of the ledger for few entries only."""
    if facts.notice_of is not None:
        return True
    return found is None and (version > 1 or facts.action in STOPS)


def _covers(contract: Contract, facts: Facts, now: datetime) -> bool:
    return met(covers(contract.covers), facts) and met(permitted(contract, now), facts)


def _advance(contracts: Sequence[Contract]) -> bool:
    return any(contract.covers.advance_copy for contract in contracts)


def _asked(asked: Tree, facts: Facts, standing: Standing) -> bool:
    """Whether it meets the question. What was stopped or erased is not asked: its words could be guessed one by one."""
    if asked == EVERYTHING:
        return True
    return standing.action not in STOPS and not standing.erased and ask(asked, facts).yes


def _not_then(now_covering: Sequence[Contract], at: datetime) -> str:
    """Why contracts that cover it now did not when it fell due."""
    if any(one.pause(at) is not None for one in now_covering):
        return "the subscriber was suspended then"
    return f"the contract began {rfc3339(min(one.starts for one in now_covering))}"


def _ended(contract: Contract, now: datetime) -> str:
    pause = contract.pause(now)
    if pause is not None:
        return f"contract {contract.id} is suspended since {rfc3339(pause.since)}: {pause.because}"
    return (
        f"contract {contract.id} ended {rfc3339(contract.ends)}" if contract.ends is not None else contract.id
    )
