"""All that is kept of a subscriber's person, as JSON that a person and a program can read."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from newsflow.accounts.people import Person
from newsflow.accounts.sign_in import account_digest
from newsflow.db.query import Connection, query, rows
from newsflow.domain.clock import rfc3339
from newsflow.domain.errors import ConflictError
from newsflow.domain.worded import worded

LINES_MOST = 200_000
"""Lines in one file: what one person cannot have within the times that things are kept for."""


@dataclass(frozen=True, slots=True)
class PartLine:
    """A line of a part, as JSON."""

    part: str
    line: str


_KEPT_OF = query("portal/privacy.kept_of", PartLine)


async def kept_of(db: Connection, person: Person, now: datetime, *, whole: bool) -> bytes:
    """The file. Without `whole` it has not what is the person's alone: what they opened, saved and asked, from where they came.

    Neither has it what others said: answers to their requests, and the words that their colleagues wrote.
    """
    facts = {"person": person.id, "account": account_digest(person.email), "whole": whole}
    found = await rows(db, _KEPT_OF, {**facts, "limit": LINES_MOST + 1})
    if len(found) > LINES_MOST:
        raise ConflictError(
            "This is more than one file holds.",
            worded("%(count)s lines.", count=LINES_MOST),
            "Ask the agency.",
        )
    parts: dict[str, list[msgspec.Raw]] = {}
    for one in found:
        parts.setdefault(one.part, []).append(msgspec.Raw(one.line.encode()))
    made = {"made_at": rfc3339(now), "whole": whole, **parts}
    return msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"
