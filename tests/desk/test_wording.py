"""Every finding is said in a sentence with its facts."""

from __future__ import annotations

import re

import pytest

from newsflow.desk.wording import FINDINGS, say_finding
from newsflow.domain.checks.finding import OF_PAIRS, CheckCode, Finding
from newsflow.domain.checks.run import check
from newsflow.domain.stop_wording import slug_repeats
from newsflow.web.say import LANGUAGES, tongue
from tests.domain.checks.planted import PLANTED

OF_NAMES = {CheckCode.NAME_SPELLING, CheckCode.NAME_TWO_SPELLINGS}
"""Their facts, and those of pairs: what is worded must be given. `tests/newsroom/translation` sees them said of drafts."""
FACTS_OF_PAIRS = {
    CheckCode.NAME_SPELLING: {"name", "house"},
    CheckCode.NAME_TWO_SPELLINGS: {"name", "house"},
    CheckCode.PAIR_NUMBER_MISSING: {"number", "paragraph"},
    CheckCode.PAIR_NUMBER_ADDED: {"number"},
    CheckCode.PAIR_DATE: {"was", "now"},
    CheckCode.PAIR_UNIT: {"was", "now"},
    CheckCode.PAIR_NAME_MISSING: {"name", "house"},
    CheckCode.PAIR_QUOTE_MISSING: {"paragraph"},
    CheckCode.PAIR_QUOTE_ADDED: {"paragraph"},
    CheckCode.PAIR_PARAGRAPH_MISSING: {"paragraph", "opening"},
    CheckCode.PAIR_UNTRANSLATED: {"words"},
    CheckCode.PAIR_LENGTH: {"share", "paragraph"},
    CheckCode.PAIR_ORIGINAL_MOVED: {"was", "now"},
    CheckCode.PAIR_MACHINE: {"words"},
}


def test_every_finding_across_a_pair_has_a_sentence_with_its_facts():
    assert set(FACTS_OF_PAIRS) == OF_PAIRS | OF_NAMES
    for code, facts in FACTS_OF_PAIRS.items():
        assert set(re.findall(r"%\((\w+)\)s", FINDINGS[code])) == facts
        found = Finding(code=code, field="body", facts=tuple((name, f"<{name}>") for name in sorted(facts)))
        for language in LANGUAGES:
            assert all(f"<{name}>" in say_finding(tongue(language), found) for name in facts)


@pytest.mark.parametrize("code", sorted(set(CheckCode) - OF_PAIRS - OF_NAMES))
def test_every_finding_has_a_sentence_that_names_only_facts_that_it_has(code: CheckCode):
    if code is CheckCode.SLUG_REPEATS_HEADLINE:
        findings = slug_repeats("mayor-arrested", ("Mayor arrested",))
    else:
        findings = tuple(one for facts in PLANTED[code] for one in check(facts) if one.code is code)
    assert findings
    named = set(re.findall(r"%\((\w+)\)s", FINDINGS[code]))
    for finding in findings:
        assert named <= {name for name, _ in finding.facts}
        for language in LANGUAGES:
            assert all(finding.fact(name) in say_finding(tongue(language), finding) for name in named)
