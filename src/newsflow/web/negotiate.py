"""What a reader asks for: a page or data, and in which language."""

from collections.abc import Sequence

from starlette.requests import Request


def wants_html(request: Request) -> bool:
    """Whether the asker is a browser: it names HTML. Programs that say `*/*` or nothing get data."""
    return "text/html" in request.headers.get("accept", "").lower()


def best_language(request: Request, offered: Sequence[str]) -> str:
    """The language of the address where it names one of `offered`, else the reader's wish, else the first."""
    head = request.url.path.strip("/").split("/", maxsplit=1)[0]
    if head in offered:
        return head
    return wished_language(request, offered)


def wished_language(request: Request, offered: Sequence[str]) -> str:
    """The first of `offered` by `Accept-Language`, else the first of all."""
    wishes: list[tuple[float, int, str]] = []
    for place, part in enumerate(request.headers.get("accept-language", "").split(",")):
        tag, _, rest = part.strip().partition(";")
        weight = _weight(rest)
        if tag and weight > 0:
            wishes.append((-weight, place, tag.lower()))
    for _, _, tag in sorted(wishes):
        for language in offered:
            if tag in {language.lower(), "*"} or tag.split("-")[0] == language.lower().split("-")[0]:
                return language
    return offered[0]


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
