"""A draft is checked against the wire, and its warnings are passed with a word."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.checks.finding import CheckCode, Finding, Severity
from newsflow.domain.checks.rules import CheckRule, CheckRules
from newsflow.domain.codes import Action, Form
from newsflow.domain.dispatch import Dateline, Dispatch, paragraph
from newsflow.domain.errors import ChecksError
from newsflow.newsroom.checking import check_draft, must_pass, passed_facts
from newsflow.newsroom.vocabulary import vocabulary
from tests.builders import a_dispatch
from tests.newsroom.test_near_duplicates import a_text

if TYPE_CHECKING:
    from newsflow.domain.agency import Agency
    from newsflow.domain.guid import Guid
    from tests.builders import Newsroom

FILED = Dateline(place="Sile")


def filed(**facts: Any) -> Dispatch:
    """A clean dispatch with a dateline."""
    return a_dispatch(**({"dateline": FILED} | facts))


async def codes(
    newsroom: Newsroom,
    version: Dispatch,
    action: Action = Action.NEW,
    before: Guid | None = None,
    agency: Agency | None = None,
) -> dict[CheckCode, Finding]:
    """The findings in a draft's version."""
    async with transaction(newsroom.pool) as db:
        found = await check_draft(
            db, agency or newsroom.agency, version, action, before=before, now=newsroom.clock()
        )
    return {finding.code: finding for finding in found}


async def test_a_clean_draft_has_no_findings_and_passes(newsroom: Newsroom) -> None:
    assert not await codes(newsroom, filed())
    must_pass((), {})


async def test_what_is_on_the_wire_already_is_found(newsroom: Newsroom) -> None:
    out = await newsroom.release(a_text(dateline=FILED))
    found = await codes(newsroom, a_text(dateline=FILED, slug="ferry-again"))
    assert found[CheckCode.NEAR_DUPLICATE].fact("guid") == out.guid


async def test_an_update_is_compared_with_the_version_that_it_follows(newsroom: Newsroom) -> None:
    out = await newsroom.release(filed(body=(paragraph("It cost 12 crowns."),)))
    later = filed(body=(paragraph("It cost 21 crowns."),), whats_new="The price.")
    found = await codes(newsroom, later, Action.UPDATE, out.guid)
    assert set(found) == {CheckCode.NUMBERS_CHANGED}
    assert not await codes(newsroom, replace(later, correction="It was 21."), Action.CORRECT, out.guid)


async def test_an_update_after_a_hold_is_compared_with_the_copy_and_not_with_the_stop(
    newsroom: Newsroom,
) -> None:
    out = await newsroom.release(filed(body=(paragraph("It cost 12 crowns."),)))
    await newsroom.stop(out.guid, Action.HOLD)
    later = filed(body=(paragraph("It cost 21 crowns."),), whats_new="The price.")
    assert CheckCode.NUMBERS_CHANGED in await codes(newsroom, later, Action.UPDATE, out.guid)


async def test_a_lead_must_say_what_it_replaces_where_its_story_has_something(newsroom: Newsroom) -> None:
    lead = filed(form=Form.LEAD)
    assert not await codes(newsroom, lead)
    flash = await newsroom.release(a_dispatch(form=Form.FLASH, body=()))
    found = await codes(newsroom, lead)
    assert found[CheckCode.REPLACES_NOTHING].fact("earlier") == flash.guid
    assert not await codes(newsroom, replace(lead, replaces=(flash.guid,)))
    assert not await codes(newsroom, replace(lead, slug="another-story"))


async def test_a_text_in_another_language_than_it_says_is_found(newsroom: Newsroom) -> None:
    assert CheckCode.WRONG_LANGUAGE in await codes(
        newsroom, replace(a_text("tr", dateline=FILED), language="en")
    )


async def test_the_agency_s_severities_rule(newsroom: Newsroom) -> None:
    rule = CheckRule(code=CheckCode.DATELINE_MISSING, severity=Severity.REFUSE)
    strict = replace(newsroom.agency, desk=replace(newsroom.agency.desk, checks=CheckRules(checks=(rule,))))
    (finding,) = (await codes(newsroom, a_dispatch(), agency=strict)).values()
    assert finding.severity is Severity.REFUSE
    with pytest.raises(ChecksError, match="may not go out") as caught:
        must_pass((finding,), {CheckCode.DATELINE_MISSING: "No need."})
    assert caught.value.codes == ("dateline_missing",)


async def test_each_warning_is_passed_by_its_code_with_a_word_that_the_trail_keeps(
    newsroom: Newsroom,
) -> None:
    found = tuple((await codes(newsroom, a_dispatch(headline="77 ferries return"))).values())
    assert {finding.code for finding in found} == {CheckCode.DATELINE_MISSING, CheckCode.NUMBER_NOT_IN_BODY}
    with pytest.raises(ChecksError, match="pass each warning") as caught:
        must_pass(found, {CheckCode.DATELINE_MISSING: "Filed at sea."})
    assert caught.value.codes == ("number_not_in_body",)
    with pytest.raises(ChecksError, match="with a word"):
        must_pass(found, dict.fromkeys((finding.code for finding in found), " "))
    words = {
        CheckCode.DATELINE_MISSING: "Filed at sea.",
        CheckCode.NUMBER_NOT_IN_BODY: "Counted from the quay.",
    }
    must_pass(found, words)
    assert passed_facts(found, {**words, CheckCode.QUOTE_OPEN: "x"}) == {
        "passed_dateline_missing": "Filed at sea.",
        "passed_number_not_in_body": "Counted from the quay.",
    }


async def test_the_vocabulary_is_that_of_the_language_s_own_wire(newsroom: Newsroom) -> None:
    await newsroom.release(a_dispatch(keywords=("ferry",)))
    await newsroom.release(a_dispatch(language="fr", keywords=("bac",)))
    async with transaction(newsroom.pool) as db:
        assert (await vocabulary(db, "fr")).keywords == ("bac",)
