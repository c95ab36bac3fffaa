"""What somebody may be about to type: names, keywords and headline words of what they may find, by how many items have them."""

import asyncio
from datetime import datetime

from newsflow.db.query import Connection
from newsflow.matching.analyser import names as name_terms
from newsflow.matching.tree import EVERYTHING
from newsflow.search import schema as names
from newsflow.search.making import APART
from newsflow.search.reader import Archive
from newsflow.search.standing import Asker, question, standing

TYPED_LEAST = 2
"""Letters before anything is suggested."""
SUGGESTIONS = 10


async def suggest(
    db: Connection, archive: Archive, typed: str, asker: Asker | None, now: datetime
) -> tuple[str, ...]:
    """What begins with what was typed, in copy that the asker may have; case and accents do not matter.

    Raises SearchBehindError as `find` does.
    """
    begun = " ".join(name_terms(typed))
    if len(begun) < TYPED_LEAST:
        return ()
    on = await standing(db, archive)
    asked = await question(db, on, EVERYTHING, asker, now)
    found = await asyncio.to_thread(
        on.view.searcher.terms_with_prefix, names.SUGGESTED, begun, asked.query, 2 * SUGGESTIONS
    )
    shown = {term.partition(APART)[0]: term.partition(APART)[2] for term, number in reversed(found) if number}
    return tuple(reversed(shown.values()))[:SUGGESTIONS]
