"""Which formats a subscriber takes, the one it likes best first, each with its choices."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

import msgspec

from newsflow.db.query import Connection, rows, run
from newsflow.db.refusal import told
from newsflow.documents.rows import CHOICES, DROP_CHOICES, PUT_CHOICE, ChoiceRow
from newsflow.domain.errors import BadInputError
from newsflow.formats.choices import DEFAULTS, Choices
from newsflow.formats.names import Format

MOST = len(Format)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A format that is taken, and how."""

    format: Format
    choices: Choices = DEFAULTS


async def accepted_by(db: Connection, subscriber: str) -> tuple[Accepted, ...]:
    """The formats that a subscriber takes, best first; none where it never said."""
    found = await rows(db, CHOICES, {"subscriber": subscriber, "limit": MOST})
    return tuple(_read(each) for each in found if each.format in set(Format))


async def accept(db: Connection, subscriber: str, accepted: Sequence[Accepted]) -> None:
    """Keep what a subscriber takes, in that order; none at all takes the choice back.

    Raises BadInputError for a format named twice, NotFoundError for no such subscriber.
    """
    if len({each.format for each in accepted}) < len(accepted):
        raise BadInputError("A format is named twice.", subscriber, "Name each once, the best first.")
    await run(db, DROP_CHOICES, {"subscriber": subscriber})
    for place, each in enumerate(accepted, start=1):
        said = msgspec.json.encode(each.choices).decode()
        row = {"subscriber": subscriber, "place": place, "format": each.format.value, "choices": said}
        with told("subscriber", subscriber):
            await run(db, PUT_CHOICE, row)


def read_accepted(text: str) -> Accepted:
    """A format with its choices as people write it: `newsml-g2`, `newsml-g2:g2_body=xhtml,plain_paragraphs=true`.

    Raises BadInputError naming what is known.
    """
    name, _, said = text.partition(":")
    if name not in set(Format):
        raise BadInputError("No such format.", f"“{name[:40]}”.", f"We write {', '.join(sorted(Format))}.")
    values: dict[str, object] = {}
    for part in filter(None, said.split(",")):
        choice, _, value = part.partition("=")
        values[choice] = {"true": True, "false": False}.get(value, value)
    return Accepted(Format(name), _choices(values, text))


def _read(found: ChoiceRow) -> Accepted:
    return Accepted(Format(found.format), _choices(found.choices, found.format))


def _choices(values: Mapping[str, object], where: str) -> Choices:
    names = {field.name for field in fields(Choices)}
    strange = sorted(values.keys() - names)
    if strange:
        raise _no_choice(where, f"no choice is called {strange[0]}", names)
    for name, value in values.items():
        known, said = _known(name), str(value).lower() if isinstance(value, bool) else str(value)
        if said not in known:
            raise BadInputError(
                "This is no choice of a format.", f"{where[:80]}: {name} cannot be “{said[:40]}”.",
                f"It is one of {', '.join(known)}.",
            )  # fmt: skip
    return msgspec.convert(dict(values), type=Choices)


def _known(choice: str) -> list[str]:
    """What can be chosen there."""
    default: object = getattr(DEFAULTS, choice)
    return [each.value for each in type(default)] if isinstance(default, StrEnum) else ["false", "true"]


def _no_choice(where: str, why: str, names: Iterable[str]) -> BadInputError:
    return BadInputError(
        "This is no choice of a format.", f"{where[:80]}: {why}.", f"There are {', '.join(sorted(names))}."
    )
