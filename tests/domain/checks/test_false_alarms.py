"""The checks over the demo's five hundred dispatches in six languages: they find what is planted and cry at nothing else."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from house.yardstick import stretched
from newsflow.domain.checks.change import looks_like
from newsflow.domain.checks.facts import CheckFacts
from newsflow.domain.checks.finding import CheckCode
from newsflow.domain.checks.run import check
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Block, Dispatch, Span, paragraph
from newsflow.newsroom.checking import hear
from newsflow.ops.demo.generate import generated
from newsflow.ops.demo.plan import Change, New, Step
from newsflow.ops.demo.written import written
from tests.builders import the_agency
from tests.domain.checks.planted import facts_of
from tests.harness import MORNING

LANGUAGES = frozenset({"tr", "en", "fr", "ar", "ru", "de"})
CRIES_LIMIT = 2
"""Of all dispatches. There are none today; a new dispatch of the demo may bring an honest one."""
FOUND_LEAST = 0.9
"""Of planted numbers; a two-digit one may stand elsewhere in the body by chance."""


@cache
def steps() -> tuple[Step, ...]:
    return (*written(the_agency(), MORNING), *generated(the_agency(), MORNING, count=400, seed=1))


def news() -> list[Dispatch]:
    return [step.content for step in steps() if isinstance(step, New)]


def test_the_demo_s_dispatches_pass_every_check():
    cries: Counter[tuple[str, str]] = Counter()
    for step in steps():
        if isinstance(step, New):
            heard = hear(step.content, LANGUAGES)
            for finding in check(
                CheckFacts(version=step.content, action=Action.NEW, now=step.at, heard=heard)
            ):
                cries[finding.code, step.key] += 1
    assert len(news()) > 450
    assert {content.language for content in news()} == LANGUAGES
    assert cries.total() <= CRIES_LIMIT, cries


def test_the_demo_s_updates_are_updates_and_its_corrections_corrections():
    contents = {step.key: step.content for step in steps() if isinstance(step, New)}
    seen: Counter[Action] = Counter()
    for step in sorted((step for step in steps() if isinstance(step, Change)), key=lambda step: step.at):
        before = contents[step.of]
        contents[step.of] = after = changed(before, step)
        if step.action in {Action.UPDATE, Action.CORRECT}:
            seen[step.action] += 1
            assert looks_like(before, after) is step.action, step.of
    assert seen[Action.UPDATE] >= 15
    assert seen[Action.CORRECT] >= 2


def changed(content: Dispatch, step: Change) -> Dispatch:
    """The content after a step, as the demo's loader makes it."""

    def swapped(text: str) -> str:
        for old, new in step.swaps:
            text = text.replace(old, new)
        return text

    def block(one: Block) -> Block:
        items = tuple(tuple(Span(swapped(span.text), span.href) for span in item) for item in one.items)
        return replace(
            one, spans=tuple(Span(swapped(span.text), span.href) for span in one.spans), items=items
        )

    body = (*(block(one) for one in content.body), *step.appended)
    return replace(content, headline=step.headline or swapped(content.headline), body=body)


def test_a_wrong_number_planted_in_any_headline_is_found():
    planted = found = 0
    for content in news():
        number = re.search(r"(?<![\w.,])[0-9]{2,4}(?![\w.,:-])", content.headline)
        if number is None or not content.body:
            continue
        wrong = (
            content.headline[: number.start()] + str(int(number[0]) + 7) + content.headline[number.end() :]
        )
        planted += 1
        codes = {finding.code for finding in check(facts_of(replace(content, headline=wrong)))}
        found += CheckCode.NUMBER_NOT_IN_BODY in codes
    assert planted > 40
    assert found >= FOUND_LEAST * planted, f"{found} of {planted}"


def test_a_mark_taken_out_of_any_quotation_is_found():
    planted = found = 0
    for content in news():
        for place, block in enumerate(content.body):
            text = block.text()
            closing = max(text.rfind("”"), text.rfind("»"))
            if closing < 0:
                continue
            broken = paragraph(text[:closing] + text[closing + 1 :])
            body = (*content.body[:place], broken, *content.body[place + 1 :])
            planted += 1
            findings = check(facts_of(replace(content, body=body)))
            found += any(one.code is CheckCode.QUOTE_OPEN and one.part == place for one in findings)
    assert planted > 300
    assert found >= 0.99 * planted, f"{found} of {planted}"


def test_a_paragraph_left_in_another_language_is_found():
    others = {content.language: content for content in news()}
    for content in others.values():
        other = next(one for one in others.values() if one.language != content.language)
        left = max(other.words(), key=len)
        version = replace(content, body=(*content.body, *content.body, paragraph(left)))
        findings = check(facts_of(version, heard=hear(version, LANGUAGES)))
        assert CheckCode.WRONG_LANGUAGE in {finding.code for finding in findings}, content.language


MOST_S = 4.0
"""It takes half a second, and 1.7 s where other guests slow the machine; a search that looks back takes minutes."""


@pytest.mark.parametrize(
    "word",
    ["Storm “Ada” 12,500 ", "“", '"', "12 ", "Ada Sample ", "« “ „ ", "‹", "a. ", "x" * 500 + " ", "1.234.567,", "a'b'c ", "لـ١٢ "],
)  # fmt: skip
def test_a_body_of_200_000_characters_is_checked_in_seconds(word: str):
    text = (word * 200_000)[:200_000]
    pieces = tuple(paragraph(text[place : place + 2_000]) for place in range(0, 200_000, 2_000))
    version = replace(news()[0], language="en", headline="Storm Bea takes 77 of Sile", whats_new="x")
    for body in (pieces, (paragraph(text),)):
        before = replace(version, body=(paragraph(text[7:]),))
        told = facts_of(replace(version, body=body), action=Action.UPDATE, before=before)
        most, least = stretched(MOST_S), 99.0
        for _ in range(3):  # the best of three: a neighbour on the other core doubles what one run takes
            began = time.process_time()
            check(told)
            least = min(least, time.process_time() - began)
            if least < most:
                break
        assert least < most
