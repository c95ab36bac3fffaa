"""All that is kept of a person of the desk, as JSON that a person and a program can read."""

from datetime import datetime

from newsflow.accounts.people import Person
from newsflow.accounts.sign_in import account_digest
from newsflow.db.query import Connection, query, rows
from newsflow.web.within.retained import LINES_MOST, PartLine, as_json

_KEPT_OF = query("desk/privacy.kept_of", PartLine)


async def kept_of(db: Connection, person: Person, now: datetime, *, whole: bool) -> bytes:
    """The file. Without `whole` it has not what is the person's alone: from where they signed in and tried to.

    Texts are the agency's: the file says which versions the person saved, not their words. Raises ConflictError past LINES_MOST.
    """
    facts = {"person": person.id, "account": account_digest(person.email), "whole": whole}
    found = await rows(db, _KEPT_OF, {**facts, "limit": LINES_MOST + 1})
    return as_json(found, now, whole=whole)
