"""Questions asked of one text, as the rooms ask them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsflow.domain.agency import Agency, Code
from newsflow.domain.codes import Action
from newsflow.matching.copy import Copy
from newsflow.matching.facts import Facts
from newsflow.matching.predicate import ask
from newsflow.matching.query import parse
from tests.builders import the_agency

if TYPE_CHECKING:
    from newsflow.domain.dispatch import Dispatch
    from newsflow.matching.tree import Tree

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def an_agency() -> Agency:
    """The demo agency, with Persian and both Kurdish languages."""
    agency = the_agency()
    further = [
        Code(code=code, number=90 + n, labels={}) for n, code in enumerate(("fa", "ku", "ckb", "fr-CA"))
    ]
    return replace(agency, languages=(*agency.languages, *further))


def read(question: str) -> Tree:
    """The question's tree, at noon, for that agency."""
    return parse(question, an_agency(), NOON)


def facts_for(content: Dispatch) -> Facts:
    """The facts of a dispatch that was released at noon."""
    return Facts(
        guid="nf:text:20260302:1",
        type=content.type.value,
        language=content.language,
        form=content.form.value,
        section=content.section,
        packages=frozenset(content.packages),
        provider=content.provider,
        priority=content.priority.value,
        at=NOON,
        action=Action.NEW,
        copy=Copy(content),
    )


def finds(question: str, content: Dispatch) -> bool:
    """Whether the question finds the dispatch."""
    return ask(read(question), facts_for(content)).yes
