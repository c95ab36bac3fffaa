"""Every finding is said in a sentence with its facts."""

from __future__ import annotations

import re

import pytest

from newsflow.desk.wording import FINDINGS, say_finding
from newsflow.domain.checks.finding import CheckCode
from newsflow.domain.checks.run import check
from newsflow.domain.stop_wording import slug_repeats
from newsflow.web.say import LANGUAGES, tongue
from tests.domain.checks.planted import PLANTED


@pytest.mark.parametrize("code", list(CheckCode))
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
