"""What the OpenAPI document has besides the wire itself: private feeds, and what a test wire has alone."""

from newsflow.api.openapi_shapes import GUID, Shape, in_path, query, ref, whole
from newsflow.domain.content import Json
from newsflow.formats.names import ABOUT, Format
from newsflow.matching.query import QUESTION_LIMIT
from newsflow.subscribers.feeds import ENTRIES, ENTRIES_AT_MOST, FEED_FORMATS

_REFUSED = {
    "400": "A parameter is not right.", "401": "The login is not right.", "403": "The login or the contract has not this.",
    "404": "There is no such thing, or none that you may know of.", "409": "The cursor is lost; `resume` says where to go on.",
    "410": "It was here and must not be used any more.", "416": "The file has no such part.",
    "429": "Too many requests; Retry-After says how long to wait.", "503": "The database or the archive cannot answer now.",
}  # fmt: skip
DRILLS = (
    "new", "update", "correction", "hold", "kill", "withdrawal", "embargo", "lift", "late-picture", "series", "restore",
    "duplicates", "limits", "cuts",
)  # fmt: skip
_SECRET = in_path(
    "secret", "The feed's secret, which is its login.", {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}
)
_FILE = [
    _SECRET,
    in_path("guid", "The item's id.", {"type": "string", "pattern": f"^{GUID}$"}),
    in_path("name", "The file's name, as the feed has it.", {"type": "string"}),
]


def refusals(*statuses: str) -> dict[str, Json]:
    """Answers that say as a problem why there is nothing, all or these."""
    problem: Json = {"application/problem+json": {"schema": ref("Problem")}}
    return {
        status: {"description": says, "content": problem}
        for status, says in _REFUSED.items()
        if not statuses or status in statuses
    }


def test_path(path: str) -> str:
    """Where a test wire has the same as the real one."""
    return path.replace("/v1/", "/v1/test/", 1)


def _operation(
    name: str, summary: str, parameters: list[Shape], answers: dict[str, Json], *, open_to_all: bool = True
) -> dict[str, Json]:
    """An operation; `open_to_all` where no login goes with the request, the address being one."""
    said: dict[str, Json] = {
        "operationId": name, "summary": summary, "parameters": list[Json](list(parameters)),
        "responses": answers | refusals(),
    }  # fmt: skip
    return said | ({"security": []} if open_to_all else {})


def _feed() -> dict[str, Json]:
    text: Json = {"schema": {"type": "string"}}
    types: dict[str, Json] = {
        ABOUT[Format(form)].media_type.partition(";")[0]: text for form in ("rss", "atom")
    }
    types |= {kind: {"schema": {"type": "object"}} for kind in ("application/feed+json", "application/json")}
    return {
        "200": {"description": "The feed, in the format that it was made in.", "content": types},
        "304": {"description": "You have these bytes."},
    }


def _file() -> dict[str, Json]:
    content: Json = {"*/*": {"schema": {"type": "string"}}}
    return {
        "200": {"description": "The file.", "content": content},
        "206": {"description": "The part that was asked for.", "content": content},
        "304": {"description": "You have these bytes."},
    }


FEED_PATHS: dict[str, dict[str, Json]] = {
    "/v1/feeds/{secret}": _operation("feeds", "A private feed.", [_SECRET], _feed()),
    "/v1/feeds/{secret}/{guid}/{name}": _operation("feeds_file", "A file of an item in it.", _FILE, _file()),
}
_CHOICES = [
    query(
        "format",
        "In which format.",
        {"type": "string", "enum": list[Json](list(FEED_FORMATS)), "default": "rss"},
    ),
    query("filter", "A question of the query language.", {"type": "string", "maxLength": QUESTION_LIMIT}),
    query("entries", "Entries at most.", whole(1, ENTRIES_AT_MOST, ENTRIES)),
]
TEST_PATHS: dict[str, Json] = {
    "/v1/test/feeds/{secret}": {
        "get": _operation("test_feeds", "TEST: a feed to try a CMS on.", [_SECRET, *_CHOICES], _feed())
    },
    "/v1/test/feeds/{secret}/{guid}/{name}": {
        "get": _operation("test_feeds_file", "TEST: a file of an item in it.", _FILE, _file())
    },
    "/v1/test/drills": {"get": _operation("test_drills", "TEST: which drills there are.", [], {
        "200": {"description": "Their names.", "content": {"application/json": {"schema": ref("Drills")}}},
        "304": {"description": "You have these bytes."},
    }, open_to_all=False)},
    "/v1/test/drills/{name}": {"post": _operation("test_drill", "TEST: plays one.", [
        in_path("name", "Which.", {"type": "string", "enum": list[Json](list(DRILLS))}),
    ], {
        "200": {"description": "The entries it begins with.", "content": {"application/json": {"schema": ref("Played")}}},
    }, open_to_all=False)},
}  # fmt: skip
