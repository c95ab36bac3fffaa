"""What bench/search.py asks, and for whom."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench._texts import LANGUAGES, PACKAGES, SECTIONS, words
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Contract, Entitlement
from newsflow.matching.query import parse
from newsflow.search.standing import Asker
from tests.builders import the_agency

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from newsflow.matching.tree import Tree

QUESTIONS = 200
CLAUSES = 20


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is said, and the words and configuration that PostgreSQL is asked with."""

    said: str
    word: str
    language: str
    tree: Tree


def asker(moment: datetime) -> Asker:
    """A subscriber with a contract of twenty clauses: sections, languages and packages."""
    dice = random.Random(20)
    contracts = tuple(
        Contract(
            id=f"c{number}", subscriber="bench", title="One of twenty", starts=moment.replace(year=2000), ends=None,
            covers=Entitlement(
                sections=tuple(dice.sample(SECTIONS, 3)),
                languages=tuple(dice.sample(LANGUAGES, 3)),
                packages=tuple(dice.sample(PACKAGES, 2)),
            ),
        )
        for number in range(CLAUSES)
    )  # fmt: skip
    return Asker(subscriber=SubscriberId("bench"), contracts=contracts)


def questions(moment: datetime) -> Iterator[Question]:
    """Common and rare words, with a language and a section, a period or a form beside them."""
    dice = random.Random(7)
    agency = the_agency()
    spoken = [row.code for row in agency.languages if row.code in LANGUAGES]
    for _ in range(QUESTIONS):
        language = dice.choice(spoken)
        word = words(language)[int(10 ** dice.uniform(0.5, 4))]
        beside = dice.choice(
            [f"section:{','.join(dice.sample(SECTIONS, 2))}", "since:30d", "form:story", "-form:urgent"]
        )
        said = f'"{word}" lang:{language} {beside}'
        yield Question(said, word, language, parse(said, agency, moment))
