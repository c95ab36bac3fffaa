"""What the desk says of a finding of the checks: the reason, and what now, with the facts that it names."""

import re
from dataclasses import replace
from datetime import datetime

from newsflow.desk.frame import times
from newsflow.desk.visit import Visit
from newsflow.domain.checks.finding import CheckCode, Finding
from newsflow.web.say import Tongue, tongue
from newsflow.web.say import noop as _
from newsflow.web.within.codes import language_in_words

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)")
"""A fact that is a moment, as RFC 3339 has it."""
_LANGUAGES = frozenset({"heard"})
"""Facts that are a language's code."""
FINDINGS: dict[CheckCode, str] = {
    CheckCode.DATELINE_MISSING: _("No dateline: say where this was filed."),
    CheckCode.DATELINE_TWICE: _("The text opens with “%(words)s”, which the dateline prints before it anyway: take it out."),
    CheckCode.HEADLINE_TOO_LONG: _("The headline has %(length)s characters; %(most)s is the most for this form."),
    CheckCode.EMBARGO_PAST: _("The embargo of %(until)s is over already: set a later time or none."),
    CheckCode.NUMBER_NOT_IN_BODY: _("The headline says %(number)s; the body does not."),
    CheckCode.NAME_NOT_IN_BODY: _("The headline names %(name)s; the body does not."),
    CheckCode.QUOTE_OPEN: _("This quotation mark has no other half: %(mark)s"),
    CheckCode.NEAR_DUPLICATE: _("%(share)s%% the same as %(guid)s (%(slug)s), which went out at %(at)s."),
    CheckCode.FLASH_UNSOURCED: _("A flash without a source: say who says so."),
    CheckCode.WRONG_LANGUAGE: _("This reads as another language (%(heard)s) than the dispatch's."),
    CheckCode.REPLACES_NOTHING: _("This lead does not say what it replaces; the story has %(earlier)s."),
    CheckCode.NOTHING_NEW_SAID: _("Say in a few words what is new in this update."),
    CheckCode.NOTHING_CHANGED: _("Nothing differs from the version on the wire."),
    CheckCode.NUMBERS_CHANGED: _("%(was)s has become %(now)s. Is this a correction?"),
    CheckCode.NAMES_CHANGED: _("The name %(was)s has become %(now)s. Is this a correction?"),
    CheckCode.QUOTES_CHANGED: _("The words of a quotation have changed: %(was)s is now %(now)s. Is this a correction?"),
    CheckCode.MEDIA_WITHOUT_RIGHTS: _("“%(headline)s” says not whose it is: give a credit line or a copyright."),
    CheckCode.MEDIA_RIGHTS_END: _("The rights of “%(headline)s” ended at %(until)s."),
    CheckCode.MEDIA_WITHOUT_ALT_TEXT: _("“%(headline)s” has no words for those who do not see it."),
    CheckCode.SLUG_REPEATS_HEADLINE: _("The slug “%(slug)s” repeats the headline (%(words)s), and every notice bears it."),
    CheckCode.NAME_SPELLING: _("This house writes %(house)s, not %(name)s."),
    CheckCode.NAME_TWO_SPELLINGS: _("One name, two spellings: %(name)s is also written %(house)s here, as the house does."),
    CheckCode.PAIR_NUMBER_MISSING: _("The original says %(number)s (paragraph %(paragraph)s); the translation does not."),
    CheckCode.PAIR_NUMBER_ADDED: _("%(number)s stands here and nowhere in the original."),
    CheckCode.PAIR_DATE: _("The original says %(was)s, the translation %(now)s."),
    CheckCode.PAIR_UNIT: _("Another unit: %(was)s has become %(now)s."),
    CheckCode.PAIR_NAME_MISSING: _("The original names %(name)s; the translation does not (here it is %(house)s)."),
    CheckCode.PAIR_QUOTE_MISSING: _("The original quotes somebody here (paragraph %(paragraph)s); the translation does not."),
    CheckCode.PAIR_QUOTE_ADDED: _("The translation quotes somebody here; the original (paragraph %(paragraph)s) does not."),
    CheckCode.PAIR_PARAGRAPH_MISSING: _("Paragraph %(paragraph)s of the original has not been translated: %(opening)s"),
    CheckCode.PAIR_UNTRANSLATED: _("This is still in the original’s language: %(words)s"),
    CheckCode.PAIR_LENGTH: _("This has %(share)s%% of the length that paragraph %(paragraph)s of the original leads one to expect."),
    CheckCode.PAIR_ORIGINAL_MOVED: _("The original is at version %(now)s; this was translated from version %(was)s."),
    CheckCode.PAIR_MACHINE: _("A machine wrote this, and nobody has touched or accepted it: %(words)s"),
}  # fmt: skip
"""One sentence a code; `tests/desk/test_wording.py` holds its names to the facts that the checks give."""


def say_finding(speaks: Tongue, finding: Finding) -> str:
    """The finding in a sentence of that language, its facts as the check gave them."""
    return speaks.say(FINDINGS[finding.code], **dict(finding.facts))


def finding_in_words(visit: Visit, finding: Finding) -> str:
    """The finding for a reader: its moments in the agency's zone, languages by their names."""
    facts = tuple((name, _as_written(visit, name, fact)) for name, fact in finding.facts)
    return say_finding(tongue(visit.language), replace(finding, facts=facts))


def _as_written(visit: Visit, name: str, fact: str) -> str:
    if name in _LANGUAGES:
        return language_in_words(fact, visit.desk.agency, visit.language)
    if not MOMENT.fullmatch(fact):
        return fact
    at = times(visit).full(datetime.fromisoformat(fact))
    return f"{at.text} {at.zone or ''}".strip()
