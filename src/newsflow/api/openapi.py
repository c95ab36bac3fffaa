"""The API's OpenAPI 3.1 document, `/v1/openapi.json`: what there is, what it takes, what it gives."""

from newsflow.api.asked import HEAD
from newsflow.api.news_list import DAYS
from newsflow.api.openapi_shapes import SHAPES, Shape, ref
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

_GUID = r"[a-z0-9]{2,12}:[a-z]+:[0-9]{8}:[0-9]{1,18}"


def _query(name: str, says: str, shape: Shape, *, needed: bool = False) -> Shape:
    return {"name": name, "in": "query", "required": needed, "description": says, "schema": shape}


def _in_path(name: str, says: str, shape: Shape) -> Shape:
    return {"name": name, "in": "path", "required": True, "description": says, "schema": shape}


def _whole(low: int, high: int, default: int | None = None) -> Shape:
    shape: Shape = {"type": "integer", "minimum": low, "maximum": high}
    return shape if default is None else {**shape, "default": default}


_AFTER = _query("after", f"A cursor, <epoch>.<seq>; a bare number is of this epoch, `{HEAD}` is the head.", {
    "type": "string", "pattern": rf"^(([0-9]{{1,9}}\.)?[0-9]{{1,18}}|{HEAD})$",
})  # fmt: skip
_FILTER = _query(
    "filter", "A question of the query language.", {"type": "string", "maxLength": QUESTION_LIMIT}
)
_FORMAT = _query("format", "In which format; without it in what the subscriber takes.", {
    "type": "string", "enum": list[Json](sorted(form.value for form in WRITERS if form not in FEEDS)),
})  # fmt: skip
_PACKAGE = _query(
    "format", "As one package, instead of the list.", {"type": "string", "enum": [Format.NEWSML_G2.value]}
)
_PACKAGE_TYPE = media_type(Format.NEWSML_G2, ItemType.PICTURE_GROUP)
_ITEM = _in_path("guid", "The item's id.", {"type": "string", "pattern": f"^{_GUID}$"})
_VERSIONS: Shape = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
_VERSION = _query("version", "An older version; needs history.", dict(_VERSIONS))
_LAST: Shape = {
    "name": "Last-Event-ID", "in": "header", "required": False, "schema": {"type": "string"},
    "description": "The last event's id, as browsers send it; goes before `after`.",
}  # fmt: skip

_PARAMETERS: dict[str, list[Shape]] = {
    "/v1/entries": [
        _AFTER, _FILTER, _FORMAT,
        _query("limit", "Entries at most.", _whole(1, ENTRIES_AT_MOST, ENTRIES)),
        _query("wait", "Seconds to wait for an entry where there is none yet.", _whole(0, WAIT_AT_MOST_S, 0)),
    ],
    "/v1/stream": [_AFTER, _FILTER, _FORMAT, _LAST],
    "/v1/items/{guid}": [_ITEM, _VERSION, _FORMAT],
    "/v1/items/{guid}/document": [_ITEM, _VERSION, _FORMAT],
    "/v1/items/{guid}/versions": [_ITEM],
    "/v1/items/{guid}/diff": [
        _ITEM, _query("from", "The older version.", dict(_VERSIONS), needed=True),
        _query("to", "The newer one.", dict(_VERSIONS), needed=True),
    ],
    "/v1/items/{guid}/files/{name}": [_ITEM, _in_path("name", "The file's name, such as print.", {"type": "string"})],
    "/v1/stories/{story}": [_in_path("story", "The story's id, as items name it.", {"type": "string"}), _PACKAGE],
    "/v1/series/{guid}": [_ITEM, _PACKAGE],
    "/v1/explain/{guid}": [_ITEM],
    "/v1/search": [
        _query("q", "A question of the query language; without one all.", {"type": "string", "maxLength": QUESTION_LIMIT}),
        _query("sort", "In which order.", {"type": "string", "enum": list[Json]([sort.value for sort in Sort])}),
        _query("offset", "Hits to pass over.", _whole(0, OFFSET_AT_MOST, 0)),
        _query("limit", "Hits at most.", _whole(1, PAGE_LIMIT, HITS)),
        _query("counts", "1: with counts by field.", _whole(0, 1, 0)),
        _query("marks", "1: with the passages that say the words.", _whole(0, 1, 0)),
        _query("like", "An item's id: what says much the same.", {"type": "string"}),
    ],
    "/v1/news-list": [
        _query("day", "The first day, in the agency's zone; today without.", {"type": "string", "format": "date"}),
        _query("days", "How many days.", _whole(1, DAYS_MOST, DAYS)),
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
_REFUSED = {
    "400": "A parameter is not right.", "401": "The login is not right.", "403": "The login or the contract has not this.",
    "404": "There is no such thing, or none that you may know of.", "409": "The cursor is lost; `resume` says where to go on.",
    "410": "It was here and must not be used any more.", "416": "The file has no such part.",
    "429": "Too many requests; Retry-After says how long to wait.", "503": "The database or the archive cannot answer now.",
}  # fmt: skip


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
        "paths": {path: {"get": _operation(path)} for path in _SAYS},
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
    problem: Json = {"application/problem+json": {"schema": ref("Problem")}}
    for status, says in _REFUSED.items():
        answers[status] = {"description": says, "content": problem}
    parts = path.removeprefix("/v1/").replace("{", "").replace("}", "").split("/")
    return {
        "operationId": "_".join(parts),
        "summary": summary,
        "description": "Any login may." if scope is None else f"Needs the scope `{scope.value}`.",
        "parameters": list[Json](list(_PARAMETERS[path])),
        "responses": answers,
    }
