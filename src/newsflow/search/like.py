"""More like this: what says much the same as an item that the asker may have whole."""

from dataclasses import replace
from datetime import datetime

from tantivy import Occur, Query

from newsflow.db.query import Connection
from newsflow.domain.codes import Verdict
from newsflow.domain.entry import STOPS
from newsflow.domain.errors import NotFoundError
from newsflow.matching.analyser import terms
from newsflow.matching.copy import passages
from newsflow.matching.ruling import rule_any
from newsflow.matching.tree import Part
from newsflow.search import schema as names
from newsflow.search.following import numbered
from newsflow.search.rows import Latest
from newsflow.search.standing import Asker, Question, Standing
from newsflow.wire.read import item

TERMS_LIMIT = 25
"""Of the item's telling terms, so many are looked for."""
OFTEN = 1
"""How often the item must say a term: flashes say everything once."""
SEEN_LEAST = 2
"""Items that must say a term: what one item alone says leads to no other."""


async def like(
    db: Connection, on: Standing, asked: Question, *, guid: str, asker: Asker | None, now: datetime
) -> Question:
    """The question, of items alone that are like this one. Raises NotFoundError where the asker may not have it whole."""
    found = await numbered(db, [(await item(db, guid)).seq])
    if not found or not _has(found[0], asker, now):
        raise NotFoundError(
            "No such item.", f"“{guid[:80]}”.", "Check the id; search lists what you may have."
        )
    model = found[0]
    content = model.content()
    text = " ".join(" ".join(terms(passage, content.language)) for passage in passages(content, Part.TEXT))
    alike = Query.more_like_this_document_fields_query(
        on.view.schema,
        {names.TEXT: [text]},
        min_doc_frequency=SEEN_LEAST,
        min_term_frequency=OFTEN,
        max_query_terms=TERMS_LIMIT,
    )
    itself = Query.term_query(on.view.schema, names.GUID, model.guid, "basic")
    query = Query.boolean_query([(Occur.Must, alike), (Occur.Must, asked.query), (Occur.MustNot, itself)])
    return replace(asked, query=query, changed=())


def _has(model: Latest, asker: Asker | None, now: datetime) -> bool:
    if asker is None:
        return model.action not in STOPS
    ruling = rule_any(model.facts(), asker.contracts, took=False, now=now)
    return not model.embargoed and ruling.verdict is Verdict.WHOLE
