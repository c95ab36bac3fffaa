"""The editor's addresses."""

from starlette.routing import BaseRoute

from newsflow.desk.visit import Desk
from newsflow.desk.writing import ahead, beside, page, paste, saving, versions
from newsflow.desk.writing.suggesting import Vocabularies


def routes(desk: Desk) -> list[BaseRoute]:
    """All that writing takes; what the wire has said is read once for all of it."""
    known = Vocabularies(desk.pool)
    return [
        *saving.routes(desk),
        *ahead.routes(desk, known),
        *beside.routes(desk, known),
        *paste.routes(desk),
        *versions.routes(desk),
        *page.routes(desk, known),
    ]
