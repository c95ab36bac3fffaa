"""The API's OpenAPI 3.1 document, `/v1/openapi.json`: what there is, what it takes, what it gives."""

from newsflow.api.asked import HEAD
from newsflow.api.news_list import DAYS
from newsflow.api.openapi_others import FEED_PATHS, TEST_PATHS, refusals, test_path
from newsflow.api.openapi_shapes import GUID, SHAPES, Shape, in_path, query, ref, whole
from newsflow.api.pull import ENTRIES, ENTRIES_AT_MOST, WAIT_AT_MOST_S
from newsflow.api.search import HITS, OFFSET_AT_MOST
from newsflow.domain.codes import ItemType
from newsflow.domain.content import Json
from newsflow.formats.names import ABOUT, FEEDS, Format, media_type
from newsflow.formats.writers import WRITERS
from newsflow.matching.query import QUESTION_LIMIT
from newsflow.newsroom.news_list import DAYS_MOST
from newsflow.search.find import PAGE_LIMIT, Sort
from newsflow.subscribers.scopes import Scope

VERSION = "1.0"
NOTICE_DAYS = 90

_AFTER = query("after", f"A cursor, <epoch>.<seq>; a bare number is of this epoch, `{HEAD}` is the head.", {
    "type": "string", "pattern": rf"^(([0-9]{{1,9}}\.)?[0-9]{{1,18}}|{HEAD})$",
})  # fmt: skip
_FILTER = query(
    "filter", "A question of the query language.", {"type": "string", "maxLength": QUESTION_LIMIT}
)
_FORMAT = query("format", "In which format; without it in what the subscriber takes.", {
    "type": "string", "enum": list[Json](sorted(form.value for form in WRITERS if form not in FEEDS)),
})  # fmt: skip
_PACKAGE = query(
    "format", "As one package, instead of the list.", {"type": "string", "enum": [Format.NEWSML_G2.value]}
)
_PACKAGE_TYPE = media_type(Format.NEWSML_G2, ItemType.PICTURE_GROUP)
_ITEM = in_path("guid", "The item's id.", {"type": "string", "pattern": f"^{GUID}$"})
_VERSIONS: Shape = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
_VERSION = query("version", "An older version; needs history.", dict(_VERSIONS))
_LAST: Shape = {
    "name": "Last-Event-ID", "in": "header", "required": False, "schema": {"type": "string"},
    "description": "The last event's id, as browsers send it; goes before `after`.",
}  # fmt: skip

_PARAMETERS: dict[str, list[Shape]] = {
    "/v1/entries": [
        _AFTER, _FILTER, _FORMAT,
        query("limit", "Entries at most.", whole(1, ENTRIES_AT_MOST, ENTRIES)),
        query("wait", "Seconds to wait for an entry where there is none yet.", whole(0, WAIT_AT_MOST_S, 0)),
    ],
    "/v1/stream": [_AFTER, _FILTER, _FORMAT, _LAST],
    "/v1/items/{guid}": [_ITEM, _VERSION, _FORMAT],
    "/v1/items/{guid}/document": [_ITEM, _VERSION, _FORMAT],
    "/v1/items/{guid}/versions": [_ITEM],
    "/v1/items/{guid}/diff": [
        _ITEM, query("from", "The older version.", dict(_VERSIONS), needed=True),
        query("to", "The newer one.", dict(_VERSIONS), needed=True),
    ],
    "/v1/items/{guid}/files/{name}": [_ITEM, in_path("name", "The file's name, such as print.", {"type": "string"})],
    "/v1/stories/{story}": [in_path("story", "The story's id, as items name it.", {"type": "string"}), _PACKAGE],
    "/v1/series/{guid}": [_ITEM, _PACKAGE],
    "/v1/explain/{guid}": [_ITEM],
    "/v1/search": [
        query("q", "A question of the query language; without one all.", {"type": "string", "maxLength": QUESTION_LIMIT}),
        query("sort", "In which order.", {"type": "string", "enum": list[Json]([sort.value for sort in Sort])}),
        query("offset", "Hits to pass over.", whole(0, OFFSET_AT_MOST, 0)),
        query("limit", "Hits at most.", whole(1, PAGE_LIMIT, HITS)),
        query("counts", "1: with counts by field.", whole(0, 1, 0)),
        query("marks", "1: with the passages that say the words.", whole(0, 1, 0)),
        query("like", "An item's id: what says much the same.", {"type": "string"}),
    ],
    "/v1/news-list": [
        query("day", "The first day, in the agency's zone; today without.", {"type": "string", "format": "date"}),
        query("days", "How many days.", whole(1, DAYS_MOST, DAYS)),
    ],
    "/v1/subscription": [],
    "/v1/usage": [],
    "/v1/status": [],
}  # fmt: skip

_SAYS: dict[str, tuple[str, str | None, Scope | None]] = {
    "/v1/entries": ("The wire in order from a cursor on.", "Entries", Scope.WIRE),
    "/v1/stream": ("The same as server-sent events; goes on where it was.", None, Scope.WIRE),
    "/v1/items/{guid}": ("An item.", "Item", Scope.ITEMS),
    "/v1/items/{guid}/document": ("Its document alone, under the format's own type.", None, Scope.ITEMS),
    "/v1/items/{guid}/versions": (
        "Its versions, where the contract grants history.",
        "Versions",
        Scope.ITEMS,
    ),
    "/v1/items/{guid}/diff": ("What changed between two versions.", "Diff", Scope.ITEMS),
    "/v1/items/{guid}/files/{name}": ("One of its files, in ranges.", None, Scope.ITEMS),
    "/v1/stories/{story}": ("The items of a story.", "Story", Scope.ITEMS),
    "/v1/series/{guid}": ("The members of a series, in order.", "Series", Scope.ITEMS),
    "/v1/explain/{guid}": ("Why an item may be had, or not.", "Explained", Scope.ITEMS),
    "/v1/search": ("The archive.", "Hits", Scope.SEARCH),
    "/v1/news-list": ("What the desk expects to send.", "NewsList", Scope.ITEMS),
    "/v1/subscription": ("What is subscribed.", "Subscription", Scope.ACCOUNT),
    "/v1/usage": ("What was taken, and what is left.", "Usage", Scope.ACCOUNT),
    "/v1/status": ("The wire's head, its epochs, and the formats.", "Status", None),
}
_TYPES = {
    "/v1/stream": "text/event-stream",
    "/v1/items/{guid}/files/{name}": "*/*",
}


_REAL_ALONE = frozenset({"/v1/news-list"})
"""What a test wire has not: nobody plans a drill."""


def document(origin: str) -> dict[str, Json]:
    """The document of a node that is reached at `origin`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Newsflow", "version": VERSION,
            "description": f"The wire for machines. Changes that break readers are announced {NOTICE_DAYS} days before, "
            "in the headers Deprecation and Sunset.",
        },
        "servers": [{"url": origin or "/"}],
        "security": [{"basic": []}, {"bearer": []}],
        "paths": {
            **{path: {"get": _operation(path)} for path in _SAYS},
            **{feed: {"get": operation} for feed, operation in FEED_PATHS.items()},
            **{test_path(path): {"get": _of_test_wire(path)} for path in _SAYS if path not in _REAL_ALONE},
            **TEST_PATHS,
        },
        "components": {
            "securitySchemes": {
                "basic": {"type": "http", "scheme": "basic"}, "bearer": {"type": "http", "scheme": "bearer"},
            },
            "schemas": dict[str, Json](SHAPES),
        },
    }  # fmt: skip


def _documents() -> dict[str, Json]:
    """What a document may be, by its media type."""
    types = {_PACKAGE_TYPE, *(ABOUT[form].media_type for form in WRITERS if form not in FEEDS)}
    kinds = {each: "object" if each.endswith("json") else "string" for each in sorted(types)}
    return {each: {"schema": {"type": kind}} for each, kind in kinds.items()}


def _of_test_wire(path: str) -> dict[str, Json]:
    """The same of a test wire, whose login does for all."""
    real = _operation(path)
    return {
        **real, "operationId": f"test_{real['operationId']}", "summary": f"TEST: {real['summary']}",
        "description": "On the contract's test wire, with its own login.",
    }  # fmt: skip


def _operation(path: str) -> dict[str, Json]:
    summary, shape, scope = _SAYS[path]
    schema: Shape = {"type": "string"} if shape is None else ref(shape)
    content: dict[str, Json] = {_TYPES.get(path, "application/json"): {"schema": schema}}
    if path.endswith("/document"):
        content = _documents()
    answers: dict[str, Json] = {"200": {"description": summary, "content": content}}
    if _PACKAGE in _PARAMETERS[path]:
        content[_PACKAGE_TYPE] = {"schema": {"type": "string"}}
    if path.endswith("/files/{name}"):
        answers["206"] = {"description": "The part that was asked for.", "content": content}
    answers["304"] = {"description": "You have these bytes."}
    answers |= refusals()
    parts = path.removeprefix("/v1/").replace("{", "").replace("}", "").split("/")
    return {
        "operationId": "_".join(parts),
        "summary": summary,
        "description": "Any login may." if scope is None else f"Needs the scope `{scope.value}`.",
        "parameters": list[Json](list(_PARAMETERS[path])),
        "responses": answers,
    }
