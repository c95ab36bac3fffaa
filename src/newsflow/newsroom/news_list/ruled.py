"""What a subscriber sees of the news list: each line is ruled on as the dispatch that it speaks of would be (invariant 5)."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.domain.codes import Form, Priority, Verdict
from newsflow.domain.coverage import Standing, standing
from newsflow.domain.dispatch import SPEED_OF_FORM
from newsflow.domain.entry import STOPS
from newsflow.matching.contract import Contract
from newsflow.matching.facts import Facts
from newsflow.matching.predicate import met
from newsflow.matching.ruling import rule_any
from newsflow.matching.tree import EVERYTHING, Tree
from newsflow.newsroom.news_list.lines import Line
from newsflow.wire.rows import Item


@dataclass(frozen=True, slots=True)
class Seen:
    """A line with the kinds of it that the subscriber will have."""

    line: Line
    kinds: tuple[str, ...]


def seen_of(
    lines: list[Line], contracts: tuple[Contract, ...], now: datetime, tree: Tree = EVERYTHING
) -> tuple[Seen, ...]:
    """The lines of which some contract gives some kind, and of which the tree, of codes alone, is true."""
    found = ((line, [facts(line, kind) for kind in line.kinds]) for line in lines)
    seen = (
        Seen(line, tuple(one.type for one in kinds if met(tree, one) and _whole(one, contracts, now)))
        for line, kinds in found
    )
    return tuple(one for one in seen if one.kinds)


@dataclass(frozen=True, slots=True)
class Told:
    """What a line says to whom knows of `item`, what came of it; None where nothing did that they may know of."""

    standing: Standing
    item: Item | None
    what: str
    note: str
    """Both are empty once the item was stopped: the plan's words may be those of its headline (invariant 6)."""


def told(line: Line, item: Item | None, now: datetime) -> Told:
    """How the line stands for them, and its words."""
    how = standing(
        expected=line.expected,
        first=line.first_expected,
        delivered=item is not None,
        cancelled=line.cancelled_at is not None,
        now=now,
    )
    stopped = item is not None and item.action in STOPS
    return Told(how, item, "" if stopped else line.what, "" if stopped else line.note)


def facts(line: Line, kind: str) -> Facts:
    """What a contract asks of the item that the line speaks of."""
    speed = SPEED_OF_FORM.get(Form(line.form))
    return Facts(
        guid=f"coverage:{line.id}",
        type=kind,
        language=line.language,
        form=line.form,
        section=line.section,
        packages=frozenset(line.packages),
        provider=line.provider,
        priority=(Priority.ROUTINE if speed is None else speed[0]).value,
        at=line.expected,
    )


def _whole(one: Facts, contracts: tuple[Contract, ...], now: datetime) -> bool:
    return rule_any(one, contracts, took=False, now=now).verdict is Verdict.WHOLE
