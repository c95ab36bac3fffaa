"""The written dispatches are whole, harmless to release, and show everything that a wire can do."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsflow.domain.codes import Action, BlockKind, CreditRole, Form
from newsflow.domain.release import faults
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.ops.demo import AGENCY_FILE
from newsflow.ops.demo.plan import Change, New, Step, Turn, in_order
from newsflow.ops.demo.written import written

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AGENCY = read_agency(AGENCY_FILE)


def steps() -> list[Step]:
    """All steps, in the order of the clock."""
    return in_order(written(AGENCY, NOW))


def news() -> list[New]:
    """The new items."""
    return [step for step in steps() if isinstance(step, New)]


def test_there_are_forty_and_more_in_five_languages_and_more():
    by_language = Counter(step.content.language for step in news())
    assert sum(by_language.values()) >= 40
    assert all(by_language[language] >= 8 for language in ("tr", "fr", "ar", "en", "ru"))


def test_each_may_be_released_as_it_stands():
    for step in news():
        assert faults(step.content, Action.NEW, AGENCY, step.at) == (), step.key


def test_each_is_past_and_comes_after_what_it_names():
    seen: set[str] = set()
    for step in steps():
        assert NOW - timedelta(days=14) < step.at < NOW
        if isinstance(step, New):
            assert {*step.replaces, *([step.original] if step.original else [])} <= seen
            seen.add(step.key)
        else:
            assert step.of in seen


def test_stories_are_as_long_as_an_agencys_and_no_mark_of_the_file_is_left():
    for step in news():
        text = " ".join((step.content.headline, step.content.deck or "", *step.content.words()))
        assert "{" not in text, step.key
        if step.content.form in {Form.STORY, Form.FEATURE, Form.WRAP, Form.PROFILE}:
            assert 50 <= len(text.split()) <= 400, (step.key, len(text.split()))


def test_everything_that_a_wire_can_do_happens():
    kinds = Counter(step.action for step in steps() if isinstance(step, Change | Turn))
    assert kinds[Action.UPDATE] >= 2
    for action in (Action.CORRECT, Action.HOLD, Action.KILL, Action.WITHDRAW, Action.LIFT, Action.REINSTATE):
        assert kinds[action] >= 1, action
    forms = {step.content.form for step in news()}
    assert set(Form) - forms == {Form.NOTICE}
    embargoed = [step for step in news() if step.content.embargo is not None]
    lifted = {step.of for step in steps() if isinstance(step, Turn) and step.action is Action.LIFT}
    assert {step.key for step in embargoed} > lifted > set()
    assert all(
        step.content.embargo > NOW for step in embargoed if step.content.embargo and step.key not in lifted
    )
    flash, urgent, lead = news()[0], news()[1], news()[2]
    assert [step.content.form for step in (flash, urgent, lead)] == [Form.FLASH, Form.URGENT, Form.LEAD]
    assert lead.replaces == (flash.key, urgent.key)
    assert flash.content.body == ()


def test_every_part_of_a_dispatch_is_used_somewhere():
    contents = [step.content for step in news()]
    for part in ("deck", "credits", "dateline", "keywords", "sources", "note", "restrictions", "topics"):
        assert any(getattr(content, part) for content in contents), part
    assert {block.kind for content in contents for block in content.body} == set(BlockKind)
    assert any(span.href for content in contents for block in content.body for span in block.spans)
    assert len({content.section for content in contents}) == len(AGENCY.sections)
    assert {content.provider for content in contents} == {provider.code for provider in AGENCY.providers}


def test_a_translation_credits_its_translator_and_names_its_original():
    translations = [step for step in news() if step.original is not None]
    assert len(translations) >= 15
    for step in translations:
        source = step.content.translated_from
        assert source is not None
        assert source.language != step.content.language
        translators = [c.name for c in step.content.credits if c.role is CreditRole.TRANSLATOR]
        assert translators == [source.translator]


def test_what_a_change_exchanges_stands_in_the_text():
    said = {step.key: "\n".join((step.content.headline, *step.content.words())) for step in news()}
    for step in steps():
        if isinstance(step, Change):
            assert all(old in said[step.of] and new not in said[step.of] for old, new in step.swaps), step.of


def test_weekdays_are_those_of_the_release():
    lead = next(step for step in news() if step.key == "01-trabzon-storm/lead-ru")
    assert lead.at.strftime("%A") == "Wednesday"
    assert "Порт Трабзона в среду закрыли" in lead.content.body[0].text()


def test_french_spaces_before_marks_and_in_numbers_do_not_break():
    french = next(step for step in news() if step.key == "04-sfax-olives/fr").content
    assert "24\u00a0000 tonnes" in french.words()[0]
    assert "«\u00a0Rameau du Sud\u00a0»" in french.words()[0]


def test_topics_are_iptc_media_topics(schemas: Path):
    file = next((schemas / "newscodes").glob("mediatopic-*.json"))
    known = {concept["qcode"] for concept in json.loads(file.read_text("utf-8"))["conceptSet"]}
    assert {topic for step in news() for topic in step.content.topics} <= known
    assert {section.topic for section in AGENCY.sections if section.topic} <= known
