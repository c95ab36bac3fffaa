"""What a reader may be about to type into the search: names, keywords and headline words of copy that they may have."""

import json

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading
from newsflow.portal.reader import reader_of
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.search.reader import there
from newsflow.search.standing import Asker
from newsflow.search.suggest import suggest

TYPED_MOST = 60
"""Characters of a word that are read."""


async def ahead(visit: Visit) -> Response:
    """A JSON list of words; what stands in it is no taking. Raises SearchBehindError."""
    typed = visit.request.query_params.get("typed", "").strip()[:TYPED_MOST]
    async with reading(visit.portal.pool) as db:
        reader = await reader_of(db, visit)
        asker = Asker(subscriber=reader.subscriber, contracts=reader.contracts)
        found = await suggest(db, there(visit.portal.archive), typed, asker, reader.now)
    return Response(json.dumps(found, ensure_ascii=False), media_type="application/json")


def routes(portal: Portal) -> list[Route]:
    """What the field of the search asks while one types."""
    return [Route("/search/ahead", signed_in(portal, ahead, of=own), methods=["GET"])]
