"""The keys under which a cache before us holds a page, so that it can be told to let go of just that."""

from starlette.requests import Request
from starlette.responses import Response

from newsflow.site.edition import Edition
from newsflow.site.memory import Endpoint

SITE = "site"
"""The key of every page of every edition."""


def keyed(endpoint: Endpoint, edition: Edition) -> Endpoint:
    """The endpoint, its pages with the keys of the site, the edition, and the dispatch that the address names.

    In both spellings that are about: `Surrogate-Key` and `Cache-Tag`. What is not there, or gone, has none: it is
    stored nowhere.
    """

    async def answer(request: Request) -> Response:
        made = await endpoint(request)
        if made.status_code == 200:
            guid = request.path_params.get("guid")
            keys = [SITE, f"edition:{edition.code}", *([f"item:{guid}"] if guid else [])]
            made.headers["Surrogate-Key"] = " ".join(keys)
            made.headers["Cache-Tag"] = ",".join(keys)
        return made

    return answer
