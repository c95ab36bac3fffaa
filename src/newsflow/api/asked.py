"""What a request asks: its parameters, each read once, and wrong ones named."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.types import Scope

from newsflow.documents.choosing import Accepted, read_accepted
from newsflow.domain.errors import BadInputError
from newsflow.domain.guid import Seq
from newsflow.formats.names import FEEDS
from newsflow.formats.writers import WRITERS
from newsflow.wire.read import Cursor
from newsflow.wire.rows import Head

FIELDS_LIMIT = 20
_CURSOR = re.compile(r"(?:([0-9]{1,9})\.)?([0-9]{1,18})", re.ASCII)
HEAD = "head"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request's parameters."""

    fields: dict[str, str]

    def text(self, name: str, default: str = "") -> str:
        """The parameter as it stands."""
        return self.fields.get(name, default)

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """The parameter as a whole number within bounds. Raises BadInputError."""
        said = self.fields.get(name)
        if said is None:
            return default
        if not re.fullmatch(r"[0-9]{1,9}", said, re.ASCII) or not low <= int(said) <= high:
            raise BadInputError(
                f"“{name}” is a whole number from {low} to {high}.",
                f"Got “{said[:40]}”.",
                "Write one of them.",
            )
        return int(said)

    def accepted(self) -> tuple[Accepted, ...] | None:
        """The format that is asked for; None where none is named. Raises BadInputError naming what there is."""
        said = self.fields.get("format")
        if said is None:
            return None
        names = sorted(form.value for form in WRITERS if form not in FEEDS)
        name = said.partition(":")[0]
        if name not in names:
            raise BadInputError(
                "This format is not to be had here.", f"“{name[:40]}”.", f"There are {', '.join(names)}."
            )
        return (read_accepted(said),)

    def cursor(self, said: str | None, head: Head) -> Cursor:
        """A cursor as written, `<epoch>.<seq>`; a bare number is of this epoch, `head` is the head. Raises BadInputError."""
        if said is None:
            return Cursor(head.epoch, Seq(0))
        if said == HEAD:
            return Cursor(head.epoch, head.seq)
        found = _CURSOR.fullmatch(said)
        if found is None:
            raise BadInputError(
                "This is no cursor.", f"Got “{said[:40]}”.", "Write <epoch>.<seq>, a number, or head."
            )
        return Cursor(head.epoch if found[1] is None else int(found[1]), Seq(int(found[2])))


def asked(scope: Scope, known: Collection[str]) -> Asked:
    """The parameters of a request that takes these. Raises BadInputError for others, twins and what is no UTF-8."""
    try:
        pairs = parse_qsl(
            scope["query_string"].decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=FIELDS_LIMIT,
        )
    except ValueError as error:
        raise BadInputError(
            "The question mark's parameters cannot be read.",
            f"{error}."[:200],
            "Write them as UTF-8, percent-encoded.",
        ) from error
    fields = dict(pairs)
    strange = sorted(fields.keys() - set(known))
    if strange:
        raise BadInputError(
            "There is no such parameter here.",
            f"“{strange[0][:40]}”.",
            f"There are {', '.join(sorted(known))}." if known else "This takes none.",
        )
    if len(fields) < len(pairs):
        raise BadInputError("A parameter is given twice.", "", "Give each once.")
    if any("\0" in value for value in fields.values()):
        raise BadInputError("A parameter holds a NUL character.", "", "Take it out.")
    return Asked(fields)
