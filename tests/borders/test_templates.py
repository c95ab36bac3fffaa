"""A template names what its page offers, no more and no less."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from jinja2 import DictLoader, Environment

from house.queries import bound
from house.source import PACKAGE, paths
from house.templates import read
from newsflow.web.pages import REGISTRY, environment

TEMPLATES = f"{PACKAGE}/templates/"


def test_every_page_s_template_names_what_the_page_offers():
    bound()  # imports every module, and with them every page
    assert REGISTRY, "the check must have found the pages"
    wrong = [breach for page in REGISTRY for breach in read(environment(), page.template, page.context).wrong]
    assert not wrong, "\n".join(wrong)


def test_every_template_belongs_to_a_page():
    bound()
    reached = {name for page in REGISTRY for name in read(environment(), page.template, page.context).reached}
    lying = {path.removeprefix(TEMPLATES) for path in paths() if path.startswith(TEMPLATES)}
    assert lying <= reached, f"no page uses {sorted(lying - reached)}"


def test_every_page_s_context_is_frozen_and_slotted():
    bound()
    for page in REGISTRY:
        assert page.context.__dataclass_params__.frozen, page.context
        assert "__slots__" in vars(page.context), page.context


@dataclass(frozen=True, slots=True)
class Line:
    headline: str
    place: str | None

    @property
    def mark(self) -> str:
        return self.headline[:1]


@dataclass(frozen=True, slots=True)
class Front:
    title: str
    lines: tuple[Line, ...]
    top: Line | None


OTHERS = {
    "base.html": "<h1>{{ title }}</h1>{% block main %}{% endblock %}",
    "_line.html": "{{ line.headline }}",
    "_macros.html": "{% macro mark(line) %}{{ line.mark }}{% endmacro %}",
    "_leaky.html": "{% macro mark(line) %}{{ title }}{% endmacro %}",
}
RIGHT = (
    '{% extends "base.html" %}{% from "_macros.html" import mark %}'
    "{% block main %}{% if top %}{{ top.headline | upper }}{% endif %}"
    '{% for line in lines %}{{ loop.index }}{{ mark(line) }}{% include "_line.html" %}{% else %}—{% endfor %}'
    "{% set first = lines[0] %}{{ first.anything }}{% endblock %}"
)


def wrong(template: str) -> list[str]:
    loader = DictLoader({**OTHERS, "front.html": template})
    return read(Environment(loader=loader, autoescape=True), "front.html", Front).wrong


def test_a_page_that_fits_its_context_passes():
    assert not wrong(RIGHT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{ loop.index }}", "{{ headlines }}"),
        ("top.headline", "top.healdine"),
        ('{% include "_line.html" %}', "{{ line.text }}"),
        ("{{ mark(line) }}", "{% for character in line.words %}{% endfor %}"),
        ("{{ loop.index }}", "{{ title.headline }}"),
        ("{% if top %}{{ top.headline | upper }}{% endif %}", ""),
        ('{% extends "base.html" %}', ""),
        ('"_macros.html"', '"_leaky.html"'),
        ('{% include "_line.html" %}', "{% include title %}"),
        ("{% else %}—{% endfor %}", '{% endfor %}{% include "_line.html" %}'),
    ],
)
def test_a_name_a_field_or_a_partial_that_does_not_fit_is_caught(old: str, new: str):
    assert old in RIGHT
    assert wrong(RIGHT.replace(old, new))
