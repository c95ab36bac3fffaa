"""Checks of a version's frame: dateline, headline's length, embargo, a lead's replaced dispatches, a flash's source."""

import re
from collections.abc import Iterator

from newsflow.domain.checks.attribution import credits_somebody
from newsflow.domain.checks.facts import CheckFacts, Heard
from newsflow.domain.checks.finding import CheckCode, Finding
from newsflow.domain.checks.tokens import base
from newsflow.domain.clock import rfc3339
from newsflow.domain.codes import Action, Form, ItemType
from newsflow.domain.text import upper

CERTAIN = 0.97
"""How sure a detected language must be before it contradicts a desk."""

_AFTER_PLACE = re.compile(r"(?:,[^()—–\n]{1,40})?\s*(?P<marks>\([^()\n]{1,40}\))?\s*[—–\-ـ.:]\s")
"""What follows the place in a dateline: a country or a date, the marks, a dash (Arabic copy may take the tatweel), a stop or a colon."""


def dateline(facts: CheckFacts) -> Iterator[Finding]:
    """A text that does not say where it was filed; which forms need it, the rules say."""
    version = facts.version
    if version.type is ItemType.TEXT and version.dateline is None:
        yield Finding(
            code=CheckCode.DATELINE_MISSING, field="dateline", facts=(("form", version.form.value),)
        )


def dateline_twice(facts: CheckFacts) -> Iterator[Finding]:
    """A text that opens with its dateline, which is printed before it anyway; the place is what is too much.

    Marks in brackets show it, or the place in capitals: “Sile – the old port – …” may begin a sentence.
    """
    version = facts.version
    line, text = version.dateline, version.body[0].text() if version.body else ""
    if line is None or not line.place:
        return
    place = text[: len(line.place)]
    capitals = upper(place, version.language)
    after = _AFTER_PLACE.match(text, len(place))
    if after is None or capitals != upper(line.place, version.language):
        return
    if after["marks"] or place == capitals:
        told = (("words", after.string[: after.end()].rstrip()),)
        yield Finding(code=CheckCode.DATELINE_TWICE, field="body", end=after.end() - 1, facts=told)


def headline_length(facts: CheckFacts) -> Iterator[Finding]:
    """A headline over its gauge; the place is what is too much."""
    version = facts.version
    most = facts.rules.headline_gauge(version.form, version.language)
    length = len(version.headline)
    if length > most:
        yield Finding(
            code=CheckCode.HEADLINE_TOO_LONG,
            field="headline",
            start=most,
            end=length,
            facts=(("length", str(length)), ("most", str(most))),
        )


def embargo(facts: CheckFacts) -> Iterator[Finding]:
    """An embargo that is over before the text goes out."""
    until = facts.version.embargo
    if until is not None and until <= facts.now:
        yield Finding(code=CheckCode.EMBARGO_PAST, field="embargo", facts=(("until", rfc3339(until)),))


def flash_source(facts: CheckFacts) -> Iterator[Finding]:
    """A flash that names no source: neither in its field nor in its words."""
    version = facts.version
    if version.form is not Form.FLASH or version.sources:
        return
    text = "\n".join((version.headline, version.deck or "", *version.words()))
    if not credits_somebody(text, version.language):
        yield Finding(code=CheckCode.FLASH_UNSOURCED, field="sources")


def lead_replaces(facts: CheckFacts) -> Iterator[Finding]:
    """A lead that does not say which dispatches of its story it replaces, where there are some."""
    version = facts.version
    if version.form is Form.LEAD and facts.earlier and facts.action is Action.NEW and not version.replaces:
        yield Finding(
            code=CheckCode.REPLACES_NOTHING, field="replaces", facts=(("earlier", ", ".join(facts.earlier)),)
        )


def spoken_language(facts: CheckFacts) -> Iterator[Finding]:
    """A text, or one of its paragraphs, in another language than the dispatch says."""
    spoken = base(facts.version.language)
    whole = next((heard for heard in facts.heard if heard.part is None), None)
    if whole is not None and base(whole.language) != spoken and whole.certainty >= CERTAIN:
        yield _heard("language", 0, whole)
        return
    for heard in facts.heard:
        if heard.part is not None and base(heard.language) != spoken and heard.certainty >= CERTAIN:
            yield _heard("body", heard.part, heard)


def _heard(field: str, part: int, heard: Heard) -> Finding:
    facts = (("heard", heard.language),)
    return Finding(code=CheckCode.WRONG_LANGUAGE, field=field, part=part, facts=facts)


def near_duplicates(facts: CheckFacts) -> Iterator[Finding]:
    """Items of the last days that say nearly the same, the nearest first."""
    for similar in facts.similar:
        told = (("guid", similar.guid), ("slug", similar.slug), ("share", str(round(similar.share * 100))))
        yield Finding(code=CheckCode.NEAR_DUPLICATE, field="body", facts=(*told, ("at", rfc3339(similar.at))))
