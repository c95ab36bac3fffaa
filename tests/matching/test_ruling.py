"""Who may have what, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsflow.domain.codes import Action, Verdict
from newsflow.domain.dispatch import Restriction
from newsflow.domain.entry import STOPS
from newsflow.matching.contract import Pause, a_year_after
from newsflow.matching.facts import Facts
from newsflow.matching.reading import Standing, read_entry
from newsflow.matching.ruling import rule, rule_any
from newsflow.matching.ruling import verdict as bare_verdict
from tests.builders import a_contract
from tests.harness import MORNING
from tests.matching.trees import contracts

if TYPE_CHECKING:
    from newsflow.matching.contract import Contract

DAY = timedelta(days=1)


def an_entry(**facts: Any) -> Facts:
    """A routine French world story of package general, released a day into the contract."""
    plain = Facts(
        guid="nf:text:20260303:1",
        type="text",
        language="fr",
        form="story",
        section="world",
        packages=frozenset({"general"}),
        provider="own",
        priority="routine",
        at=MORNING + DAY,
    )
    return replace(plain, **facts)


def verdict(facts: Facts, contract: Contract, *, took: bool = False, now_days: float = 2) -> Verdict:
    """What the contract gives of it, two days into its term."""
    return rule(facts, contract, took, MORNING + now_days * DAY).verdict


def test_what_a_contract_covers_is_had_whole_and_the_reason_says_what_covers_it() -> None:
    ruling = rule(an_entry(), a_contract(languages=("fr",)), took=False, now=MORNING + DAY)
    assert ruling.verdict is Verdict.WHOLE
    assert any("language fr is covered" in reason for reason in ruling.because)


@pytest.mark.parametrize(
    ("covers", "word"),
    [
        ({"languages": ("tr",)}, "language is fr"),
        ({"packages": ("sport",)}, "packages is general"),
        ({"sections": ("sport",)}, "section is world"),
        ({"providers": ("partner",)}, "provider is own"),
        ({"types": ("picture",)}, "type is text"),
        ({"priorities": ("flash",)}, "priority is routine"),
        ({"packages": ()}, "covered: nothing"),
    ],
)
def test_what_is_not_covered_is_not_had_and_the_reason_names_what_is_missing(
    covers: dict[str, Any], word: str
) -> None:
    ruling = rule(an_entry(), a_contract(**covers), took=False, now=MORNING + DAY)
    assert ruling.verdict is Verdict.NONE
    assert any(word in reason for reason in ruling.because)


def test_an_embargoed_entry_is_ruled_none_without_advance_copy() -> None:
    assert verdict(an_entry(embargoed=True), a_contract()) is Verdict.NONE
    assert verdict(an_entry(embargoed=True), a_contract(), took=True) is Verdict.NONE
    assert verdict(an_entry(embargoed=True), a_contract(advance_copy=True)) is Verdict.WHOLE


@pytest.mark.parametrize("action", sorted(STOPS))
def test_a_stop_goes_as_a_notice_to_whom_it_concerns(action: Action) -> None:
    stopped = an_entry(action=action)
    assert verdict(stopped, a_contract()) is Verdict.NOTICE
    assert verdict(stopped, a_contract(languages=("tr",))) is Verdict.NONE
    assert verdict(stopped, a_contract(languages=("tr",)), took=True) is Verdict.NOTICE


def test_who_took_an_item_is_told_when_its_new_version_is_outside_the_contract() -> None:
    assert verdict(an_entry(action=Action.UPDATE), a_contract(languages=("tr",)), took=True) is Verdict.NOTICE


def test_a_notice_of_what_was_taken_is_had_whole_whatever_the_contract_covers() -> None:
    told = an_entry(form="notice", notice_of="nf:text:20260303:1")
    assert verdict(told, a_contract(languages=("tr",)), took=True) is Verdict.WHOLE
    assert verdict(told, a_contract(languages=("tr",))) is Verdict.NONE


def test_the_end_of_a_contract_ends_whole_and_never_notice() -> None:
    ended = a_contract(ends=MORNING + 3 * DAY)
    assert verdict(an_entry(), ended, now_days=2.999) is Verdict.WHOLE
    assert verdict(an_entry(), ended, now_days=3) is Verdict.NONE
    assert verdict(an_entry(action=Action.KILL), ended, took=True, now_days=30) is Verdict.NOTICE
    assert verdict(an_entry(notice_of="nf:text:20260303:1"), ended, took=True, now_days=30) is Verdict.WHOLE


def test_an_archive_of_fifteen_days_gives_the_fifteenth_day_and_not_the_sixteenth() -> None:
    contract = a_contract(archive_days=15)
    assert verdict(an_entry(), contract, now_days=16) is Verdict.WHOLE
    assert verdict(an_entry(), contract, now_days=16.001) is Verdict.NONE


@given(st.lists(contracts, max_size=4), contracts, st.booleans(), st.sampled_from(list(Action)))
def test_a_further_contract_never_takes_anything_away(
    few: list[Contract], more: Contract, took: bool, action: Action
) -> None:
    rank = {Verdict.NONE: 0, Verdict.NOTICE: 1, Verdict.WHOLE: 2}
    facts = an_entry(action=action)
    before = rule_any(facts, tuple(few), took, MORNING + 2 * DAY).verdict
    after = rule_any(facts, (*few, more), took, MORNING + 2 * DAY).verdict
    assert rank[after] >= rank[before]


@given(
    st.lists(contracts, max_size=4),
    st.builds(
        an_entry,
        action=st.sampled_from(list(Action)),
        embargoed=st.booleans(),
        took=st.booleans(),
        notice_of=st.sampled_from([None, "nf:text:20260302:1"]),
        restrictions=st.sampled_from([(), (Restriction(words="w", territories=("TR",)),)]),
    ),
    st.integers(-3, 400),
)
def test_the_verdict_alone_is_the_rulings(some: list[Contract], facts: Facts, days: int) -> None:
    now, took = MORNING + days * DAY, facts.took
    assert bare_verdict(facts, tuple(some), took, now) is rule_any(facts, tuple(some), took, now).verdict


@given(contracts, st.sampled_from(list(Action)), st.booleans(), st.booleans())
def test_every_ruling_gives_a_reason(contract: Contract, action: Action, took: bool, embargoed: bool) -> None:
    ruling = rule(an_entry(action=action, embargoed=embargoed), contract, took, MORNING + 2 * DAY)
    assert ruling.because


@pytest.mark.parametrize(
    ("term", "covers", "whole", "word"),
    [
        (Restriction(words="w", subscribers_in=("gazette",)), {}, True, ""),
        (Restriction(words="w", subscribers_in=("others",)), {}, False, "other subscribers"),
        (Restriction(words="w", subscribers_out=("gazette",)), {}, False, "not for this subscriber"),
        (Restriction(words="w", territories=("TR",)), {"territories": ("TR", "FR")}, True, ""),
        (Restriction(words="w", territories=("TR",)), {"territories": ("FR",)}, False, "restricted to TR"),
        (Restriction(words="w", territories=("TR",)), {}, True, ""),
        (Restriction(words="w", media=("print",)), {"media": ("broadcast",)}, False, "the media print"),
        (Restriction(words="w", starts=MORNING + 3 * DAY), {}, False, "from 2026-03-05"),
        (Restriction(words="w", starts=MORNING + 2 * DAY), {}, True, ""),
        (Restriction(words="w", ends=MORNING + 2 * DAY), {}, False, "ended 2026-03-04"),
        (Restriction(words="w", no_archive=True), {}, False, "may not be archived"),
    ],
)
def test_a_restriction_rules_beside_the_contract(
    term: Restriction, covers: dict[str, Any], whole: bool, word: str
) -> None:
    ruling = rule(an_entry(restrictions=(term,)), a_contract(**covers), took=False, now=MORNING + 2 * DAY)
    assert (ruling.verdict is Verdict.WHOLE) == whole
    assert any(word in reason for reason in ruling.because)


def test_what_may_not_be_archived_is_given_for_a_day_and_not_a_moment_longer() -> None:
    kept = an_entry(restrictions=(Restriction(words="w", no_archive=True),))
    assert verdict(kept, a_contract(), now_days=1.999) is Verdict.WHOLE
    assert verdict(kept, a_contract(), now_days=2) is Verdict.NONE
    assert verdict(replace(kept, action=Action.KILL), a_contract(), took=True, now_days=30) is Verdict.NOTICE


def test_kills_are_told_of_for_twelve_months_after_the_end_and_no_minute_longer() -> None:
    ends = MORNING + DAY
    contract, killed = a_contract(ends=ends), an_entry(action=Action.KILL)
    assert ends.replace(year=ends.year + 1) == a_year_after(ends)
    for facts, had in (
        (killed, Verdict.NOTICE),
        (an_entry(form="notice", notice_of="nf:1"), Verdict.WHOLE),
    ):
        last, over = a_year_after(ends) - timedelta(microseconds=1), a_year_after(ends)
        assert rule(facts, contract, took=True, now=last).verdict is had
        assert rule(facts, contract, took=True, now=over).verdict is Verdict.NONE
        assert rule(facts, contract, took=False, now=last).verdict is Verdict.NONE
    further = a_contract(starts=ends)
    assert rule_any(killed, (contract, further), took=True, now=a_year_after(ends)).verdict is Verdict.NOTICE


def test_a_year_after_a_leap_day_is_the_first_of_march() -> None:
    leap = datetime(2028, 2, 29, 12, tzinfo=UTC)
    assert a_year_after(leap) == datetime(2029, 3, 1, 12, tzinfo=UTC)


def test_while_suspended_nothing_is_whole_and_what_was_taken_is_told_of_with_why() -> None:
    pause = Pause(since=MORNING + 2 * DAY, until=MORNING + 3 * DAY, because="The bill is not paid.")
    contract = replace(a_contract(), pauses=(pause,))
    before, after = pause.since - timedelta(microseconds=1), MORNING + 3 * DAY
    assert rule(an_entry(), contract, took=True, now=before).verdict is Verdict.WHOLE
    ruling = rule(an_entry(), contract, took=False, now=pause.since)
    assert ruling.verdict is Verdict.NONE
    assert "The bill is not paid." in ruling.because[0]
    assert rule(an_entry(action=Action.KILL), contract, took=True, now=pause.since).verdict is Verdict.NOTICE
    assert rule(an_entry(), contract, took=False, now=after).verdict is Verdict.WHOLE
    fell_due = read_entry(an_entry(at=pause.since), Standing(Action.NEW), (contract,), after)
    assert fell_due is not None
    assert fell_due.because == ("archive: the subscriber was suspended then",)
