"""The back-end that all others are held to: a tree asked of one entry's facts, with reasons."""

from dataclasses import dataclass

from newsflow.domain.clock import rfc3339
from newsflow.matching.copy import Copy
from newsflow.matching.facts import Facts
from newsflow.matching.restriction import refusals
from newsflow.matching.tree import (
    All,
    AnyOf,
    Before,
    Field,
    Not,
    Open,
    Part,
    Permitted,
    Since,
    Some,
    Taken,
    Tree,
    UrgencyBetween,
    Words,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no, and why, in words that a subscriber understands."""

    yes: bool
    because: tuple[str, ...] = ()


def ask(tree: Tree, facts: Facts) -> Answer:
    """Whether the tree is true of the facts. A no names each thing that is missing; a yes names what was met."""
    match tree:
        case AnyOf(field, values):
            return _any_of(field, values, facts)
        case UrgencyBetween(low, high):
            urgency = _copy(facts).content.urgency
            return Answer(low <= urgency <= high, (f"its urgency is {urgency}, {low} to {high} is asked",))
        case Words():
            return _words(tree, _copy(facts))
        case Since(at):
            return Answer(facts.at >= at, (f"it is of {rfc3339(facts.at)}, from {rfc3339(at)} is asked",))
        case Before(at):
            return Answer(facts.at < at, (f"it is of {rfc3339(facts.at)}, before {rfc3339(at)} is asked",))
        case Open():
            return Answer(
                not facts.embargoed, ("it is under embargo" if facts.embargoed else "it is under no embargo",)
            )
        case Taken():
            return Answer(facts.took, ("a version was taken" if facts.took else "no version was ever taken",))
        case Permitted():
            reasons = tuple(why for term in facts.restrictions for why in refusals(term, tree, facts.at))
            return Answer(not reasons, reasons)
        case All(parts):
            answers = [ask(part, facts) for part in parts]
            yes = all(answer.yes for answer in answers)
            return Answer(yes, _join(answers, yes=yes))
        case Some(parts):
            answers = [ask(part, facts) for part in parts]
            yes = any(answer.yes for answer in answers)
            return Answer(yes, _join(answers, yes=yes) or (("it covers nothing",) if not yes else ()))
        case Not(part):
            answer = ask(part, facts)
            return Answer(not answer.yes, answer.because)


def met(tree: Tree, facts: Facts) -> bool:
    """The same without reasons, and no more asked than it needs: for those who ask many contracts of many rows."""
    match tree:
        case AnyOf(field, values):
            if field in _OF_ONE:
                return getattr(facts, field.value) in values
            return not values.isdisjoint(_fact(field, facts))
        case All(parts):
            return all(met(part, facts) for part in parts)
        case Some(parts):
            return any(met(part, facts) for part in parts)
        case Not(part):
            return not met(part, facts)
        case _:
            return ask(tree, facts).yes


def _join(answers: list[Answer], *, yes: bool) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(reason for answer in answers if answer.yes == yes for reason in answer.because)
    )


def _words(asked: Words, copy: Copy) -> Answer:
    found = any(copy.says(asked.part, way) for way in asked.ways)
    where = "it" if asked.part is Part.TEXT else f"its {asked.part.value}"
    return Answer(found, (f"{where} {'says' if found else 'does not say'} “{asked.said}”",))


def _copy(facts: Facts) -> Copy:
    """What the item says. Who asks words gives facts of content (`facts_of`): without it, no answer would be true."""
    if facts.copy is None:
        raise ValueError(f"words were asked of {facts.guid}, and its facts have no copy")
    return facts.copy


def _any_of(field: Field, values: frozenset[str], facts: Facts) -> Answer:
    has = _fact(field, facts)
    shared = has & values
    wanted = ", ".join(sorted(values)) or "nothing"
    named = ", ".join(sorted(shared or has)) or "nothing"
    if shared:
        return Answer(yes=True, because=(f"{field.value} {named} is covered",))
    return Answer(yes=False, because=(f"{field.value} is {named}; covered: {wanted}",))


_OF_COPY = frozenset({Field.STORY, Field.SLUG, Field.TOPICS})
_OF_ONE = frozenset(Field) - _OF_COPY - {Field.PACKAGES}
"""Facts of which an item has one: attributes of `Facts`, by their names."""


def _of_copy(field: Field, copy: Copy) -> frozenset[str]:
    content = copy.content
    if field is Field.TOPICS:
        return frozenset(content.topics)
    if field is Field.SLUG:
        return frozenset({content.slug})
    return frozenset() if content.story is None else frozenset({content.story})


def _fact(field: Field, facts: Facts) -> frozenset[str]:
    if field is Field.PACKAGES:
        return facts.packages
    if field in _OF_COPY:
        return _of_copy(field, _copy(facts))
    return frozenset({getattr(facts, field.value)})
