"""The one function that says what an account may have of an entry, and why (invariant 5)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from newsflow.domain.clock import rfc3339
from newsflow.domain.codes import Verdict
from newsflow.domain.entry import STOPS
from newsflow.matching.contract import Contract, covers, permitted
from newsflow.matching.facts import Facts
from newsflow.matching.predicate import ask, met
from newsflow.matching.tree import All


@dataclass(frozen=True, slots=True)
class Ruling:
    """What may be had, and the reasons in words."""

    verdict: Verdict
    because: tuple[str, ...]


def rule(facts: Facts, contract: Contract, took: bool, now: datetime) -> Ruling:
    """What one contract lets its subscriber have of an entry.

    `took` is whether this subscriber ever took a version of the item, or of the item that a notice tells of.
    Whole: covered, in the contract's term, and no older than its archive. Notice: what happened and what to
    do, never copy; to whoever took it and may not have the new version, and for holds, kills and withdrawals
    to everyone whom they concern. A contract's end and a suspension end `whole`; a year after the end `notice` ends too.
    """
    covered = ask(All((covers(contract.covers), permitted(contract, now))), facts)
    reasons = [f"contract {contract.id}: {reason}" for reason in covered.because]
    stopped = facts.action in STOPS
    told = took and contract.tells(now) and not (facts.embargoed and not contract.covers.advance_copy)
    whole = covered.yes
    if not contract.runs(now):
        whole = False
        reasons = [f"contract {contract.id} {_term(contract, now)}"]
    elif covered.yes and contract.covers.archive_days is not None:
        oldest = now - timedelta(days=contract.covers.archive_days)
        if facts.at < oldest:
            whole = False
            reasons = [
                f"contract {contract.id}: archive, it is older than {contract.covers.archive_days} days"
            ]
    if stopped and (whole or told):
        return Ruling(Verdict.NOTICE, (f"it was stopped by “{facts.action.value}”", *reasons))
    if facts.notice_of is not None and told:
        return Ruling(Verdict.WHOLE, (f"it tells of {facts.notice_of}, which was taken",))
    if whole:
        return Ruling(Verdict.WHOLE, tuple(reasons))
    if told:
        return Ruling(Verdict.NOTICE, ("an earlier version was taken", *reasons))
    return Ruling(Verdict.NONE, tuple(reasons))


def rule_any(facts: Facts, contracts: tuple[Contract, ...], took: bool, now: datetime) -> Ruling:
    """The best that an account's contracts give together, with that contract's reasons; every no's, if none gives."""
    if facts.notice_of is None:  # then nothing but a contract that covers it gives it whole: ask those first
        for contract in contracts:
            if met(covers(contract.covers), facts):
                ruling = rule(facts, contract, took, now)
                if ruling.verdict is Verdict.WHOLE:
                    return ruling
    rulings = [rule(facts, contract, took, now) for contract in contracts]
    for verdict in (Verdict.WHOLE, Verdict.NOTICE):
        for ruling in rulings:
            if ruling.verdict is verdict:
                return ruling
    reasons = tuple(reason for ruling in rulings for reason in ruling.because)
    return Ruling(Verdict.NONE, reasons or ("the account has no contract",))


def _term(contract: Contract, now: datetime) -> str:
    pause = contract.pause(now)
    if pause is not None:
        return f"is suspended since {rfc3339(pause.since)}: {pause.because}"
    until = "" if contract.ends is None else f" and ended {rfc3339(contract.ends)}"
    return f"ran from {rfc3339(contract.starts)}{until}"
