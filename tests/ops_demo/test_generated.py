"""The generated dispatches are the same for one seed and clock, may all be released, and vary."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from newsflow.domain.codes import Action, Form
from newsflow.domain.content import canonical
from newsflow.domain.release import faults
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.ops.demo import AGENCY_FILE, DAYS
from newsflow.ops.demo.generate import generated
from newsflow.ops.demo.plan import Change, New

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AGENCY = read_agency(AGENCY_FILE)


def news(count: int = 400, seed: int = 1) -> list[New]:
    """Generated new items."""
    return [step for step in generated(AGENCY, NOW, count=count, seed=seed) if isinstance(step, New)]


def test_one_seed_and_clock_always_give_the_same():
    assert generated(AGENCY, NOW, count=60, seed=7) == generated(AGENCY, NOW, count=60, seed=7)
    assert generated(AGENCY, NOW, count=60, seed=7) != generated(AGENCY, NOW, count=60, seed=8)


def test_each_may_be_released_as_it_stands_within_the_days_before_the_clock():
    for step in news():
        assert faults(step.content, Action.NEW, AGENCY, step.at) == ()
        assert NOW - timedelta(days=DAYS) <= step.at < NOW
        text = " ".join((step.content.headline, step.content.deck or "", *step.content.words()))
        assert "{" not in text
        assert canonical(step.content)


def test_they_vary_in_every_way_that_a_filter_asks_for():
    contents = [step.content for step in news()]
    assert len(contents) == 400
    assert set(Counter(content.language for content in contents)) == set(AGENCY.words)
    assert len({content.section for content in contents}) >= 7
    assert len({content.priority for content in contents}) == 6
    assert {content.provider for content in contents} == {provider.code for provider in AGENCY.providers}
    assert len({package for content in contents for package in content.packages}) >= 5
    assert {Form.FLASH, Form.URGENT, Form.FEATURE, Form.STORY} <= {content.form for content in contents}
    assert len({content.slug for content in contents}) == 400
    assert len({content.headline for content in contents}) > 250


def test_updates_come_after_what_they_update_and_say_what_is_new():
    steps = generated(AGENCY, NOW, count=400, seed=1)
    at = {step.key: step.at for step in steps if isinstance(step, New)}
    updates = [step for step in steps if isinstance(step, Change)]
    assert len(updates) >= 10
    assert all(at[step.of] < step.at < NOW and step.whats_new for step in updates)
