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
    if not contract.runs(now):
        reasons = [f"contract {contract.id} {_term(contract, now)}"]
    elif covered.yes and not _in_archive(facts, contract, now):
        reasons = [f"contract {contract.id}: archive, it is older than {contract.covers.archive_days} days"]
    whole, told = _had(facts, contract, took, now, covered=covered.yes)
    found = _of(facts, whole=whole, told=told)
    if found is Verdict.NOTICE:
        stopped = facts.action in STOPS
        why = f"it was stopped by “{facts.action.value}”" if stopped else "an earlier version was taken"
        return Ruling(found, (why, *reasons))
    if found is Verdict.WHOLE and facts.notice_of is not None and told:
        return Ruling(found, (f"it tells of {facts.notice_of}, which was taken",))
    return Ruling(found, tuple(reasons))


def verdict(facts: Facts, contracts: tuple[Contract, ...], took: bool, now: datetime) -> Verdict:
    """The verdict of `rule_any` without its reasons: for lists, which ask it of each of their rows."""
    best = Verdict.NONE
    for contract in contracts:
        covered = met(covers(contract.covers), facts) and (
            not facts.restrictions or met(permitted(contract, now), facts)
        )
        whole, told = _had(facts, contract, took, now, covered=covered)
        found = _of(facts, whole=whole, told=told)
        if found is Verdict.WHOLE:
            return found
        best = Verdict.NOTICE if found is Verdict.NOTICE else best
    return best


def _had(facts: Facts, contract: Contract, took: bool, now: datetime, *, covered: bool) -> tuple[bool, bool]:
    """Whether the contract gives it whole now, and whether it has it told of because it was taken."""
    told = took and contract.tells(now) and not (facts.embargoed and not contract.covers.advance_copy)
    return covered and contract.runs(now) and _in_archive(facts, contract, now), told


def _in_archive(facts: Facts, contract: Contract, now: datetime) -> bool:
    days = contract.covers.archive_days
    return days is None or facts.at >= now - timedelta(days=days)


def _of(facts: Facts, *, whole: bool, told: bool) -> Verdict:
    """The verdict. A stop is never copy, and what tells of something that was taken is."""
    if facts.action in STOPS and (whole or told):
        return Verdict.NOTICE
    if whole or (told and facts.notice_of is not None):
        return Verdict.WHOLE
    return Verdict.NOTICE if told else Verdict.NONE


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
