"""The keys under which a cache before us holds a page, so that it can be told to let go of just that."""

from starlette.requests import Request
from starlette.responses import Response

from newsflow.site.memory import KEYS, Endpoint

SITE = "site"
"""The key of every page of every edition."""


SITEMAP = "sitemap"
"""The key of all sitemaps."""


def keyed(endpoint: Endpoint, key: str) -> Endpoint:
    """The endpoint, its answers with the key of the site, that one, and that of the dispatch that the address names.

    In both spellings that are about: `Surrogate-Key` and `Cache-Tag`. What is not there, or gone, has none: it is
    stored nowhere.
    """

    async def answer(request: Request) -> Response:
        made = await endpoint(request)
        if made.status_code == 200:
            guid = request.path_params.get("guid")
            keys = [SITE, key, *([f"item:{guid}"] if guid else [])]
            for header, between in KEYS.items():
                made.headers[header] = between.join(keys)
        return made

    return answer
