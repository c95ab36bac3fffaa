"""Questions by chance, read, written back and asked of an index, seeded: `python -m tests.faults.soak_questions --minutes 2 --seed 1`.

Each is read or refused at one of its characters, within a second; what is read comes back the same when it is written,
and the index finds for it what the predicate does.
"""

from __future__ import annotations

import random
import signal
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from newsflow.domain.codes import Form
from newsflow.domain.dispatch import paragraph
from newsflow.domain.errors import QuestionError
from newsflow.matching.predicate import ask
from newsflow.matching.query import QUESTION_LIMIT, written
from tests.builders import a_dispatch
from tests.faults.soaking import a_home, arguments, ended
from tests.matching.questions import read
from tests.matching.test_questions import PIECES
from tests.search.conftest import a_latest, an_index_of, numbers

if TYPE_CHECKING:
    from types import FrameType

    from newsflow.domain.dispatch import Dispatch

HANGS_S = 1.0
LANGUAGES = ("tr", "fr", "ar", "en", "ru", "de")
SAID = (
    "deprem", "depremler", "İzmir’de", "l’Iran", "old harbour", "seçim sonuçları", "Ада", "lead", "x", "AND", "not",
    "place:istanbul", "١٢", "a-b", "kitap", "كتاب", "книга", "straße",
)  # fmt: skip


class HungError(Exception):
    """A question took too long."""


def hung(_signal: int, _frame: FrameType | None) -> None:
    """Nothing: it raises."""
    raise HungError


def contents(dice: random.Random) -> list[Dispatch]:
    """Two hundred short dispatches of those words."""
    return [
        a_dispatch(
            language=dice.choice(LANGUAGES),
            form=dice.choice((Form.LEAD, Form.STORY, Form.FLASH)),
            headline=" ".join(dice.choices(SAID, k=3)),
            body=(paragraph(" ".join(dice.choices(SAID, k=6))),),
            urgency=dice.randint(1, 9),
            slug=dice.choice(("a", "b", "c")),
            topics=dice.choice(((), ("medtop:11000000",))),
        )
        for _ in range(200)
    ]


def by_chance(dice: random.Random) -> str:
    """A question of pieces, of words, or of any letters."""
    kind = dice.randrange(4)
    if kind == 0:
        return "".join(
            chr(dice.choice((dice.randrange(0x80), dice.randrange(0xD800))))
            for _ in range(dice.randrange(60))
        )
    pieces = [dice.choice(PIECES if dice.random() < 0.6 else SAID) for _ in range(dice.randrange(14))]
    text = (" " if kind < 3 else "").join(pieces)
    return (text * dice.choice((1, 1, 1, 1, 40)))[: QUESTION_LIMIT + 5]


def main() -> int:
    """0 when every question was as it should be, else 1."""
    asked = arguments("questions", minutes=2.0).parse_args()
    dice, counted, faults = random.Random(asked.seed), Counter[str](), list[str]()
    signal.signal(signal.SIGALRM, hung)
    with a_home() as home:
        made = contents(dice)
        view = an_index_of(home, made)
        facts = [a_latest(content, number).asked() for number, content in enumerate(made, start=1)]
        ends = time.monotonic() + 60 * asked.minutes
        while time.monotonic() < ends:
            said = by_chance(dice)
            signal.setitimer(signal.ITIMER_REAL, HANGS_S)
            try:
                tree = read(said)
                if read(written(tree)) != tree:
                    faults.append(f"comes back as another: {said!r}")
                counted["read"] += 1
            except QuestionError as told:
                counted["refused"] += 1
                if not 0 <= told.at <= len(said):
                    faults.append(f"refused nowhere: {said!r}")
                continue
            except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
                faults.append(f"{error!r}: {said!r}")
                continue
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
            found = set(numbers(view, tree))
            if found != {number for number, each in enumerate(facts, start=1) if ask(tree, each).yes}:
                faults.append(f"the index finds other items: {said!r}")
            counted["found something"] += bool(found)
    if not counted["found something"]:
        faults.append("no question found anything")
    return ended(str(dict(counted)), asked.seed, faults)


if __name__ == "__main__":
    sys.exit(main())
