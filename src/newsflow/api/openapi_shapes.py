"""The shapes of the API's JSON, for its OpenAPI document."""

from newsflow.domain.codes import Action, ItemType, Verdict
from newsflow.domain.content import Json
from newsflow.domain.coverage import Standing
from newsflow.matching.reading import Why

Shape = dict[str, Json]

MOMENT: Shape = {"type": "string", "format": "date-time"}
MAYBE_MOMENT: Shape = {"type": ["string", "null"], "format": "date-time"}
TEXT: Shape = {"type": "string"}
MAYBE_TEXT: Shape = {"type": ["string", "null"]}
NUMBER: Shape = {"type": "integer"}
MAYBE_NUMBER: Shape = {"type": ["integer", "null"]}
FLAG: Shape = {"type": "boolean"}
GUID = r"[a-z0-9]{2,12}:[a-z]+:[0-9]{8}:[0-9]{1,18}"


def words(values: list[str]) -> Shape:
    """One of these words."""
    return {"type": "string", "enum": list[Json](values)}


def object_of(**fields: Shape) -> Shape:
    """An object that has all of these fields, and may get more: readers pass over what they do not know."""
    return {"type": "object", "required": list[Json](list(fields)), "properties": dict[str, Json](fields)}


def list_of(shape: Shape) -> Shape:
    """A list of these."""
    return {"type": "array", "items": shape}


def ref(name: str) -> Shape:
    """One of SHAPES."""
    return {"$ref": f"#/components/schemas/{name}"}


def query(name: str, says: str, shape: Shape, *, needed: bool = False) -> Shape:
    """A parameter of the question."""
    return {"name": name, "in": "query", "required": needed, "description": says, "schema": shape}


def in_path(name: str, says: str, shape: Shape) -> Shape:
    """A parameter in the path."""
    return {"name": name, "in": "path", "required": True, "description": says, "schema": shape}


def whole(low: int, high: int, default: int | None = None) -> Shape:
    """A whole number within bounds."""
    shape: Shape = {"type": "integer", "minimum": low, "maximum": high}
    return shape if default is None else {**shape, "default": default}


_ENTRY: dict[str, Shape] = {
    "seq": NUMBER,
    "guid": TEXT,
    "version": NUMBER,
    "action": words([action.value for action in Action]),
    "at": MOMENT,
    "digest": {**TEXT, "description": "SHA-256 of the bytes of `header` by RFC 8785, hex."},
    "header": ref("Header"),
    "ruling": ref("Ruling"),
    "may_publish": {
        **FLAG,
        "description": "Whether readers may see it now; of a notice never, it is for editors.",
    },
    "not_before": {**MAYBE_MOMENT, "description": "Until when it is under embargo."},
    "must_remove": {
        **MAYBE_MOMENT,
        "description": "By when it must be out of your systems; also in the future.",
    },
    "format": MAYBE_TEXT,
    "document": {
        "type": ["object", "string", "null"],
        "description": "An object in the ninjs formats, a string in the others; null where only the header is yours.",
    },
}
_FILE = object_of(
    name=TEXT, type=TEXT, bytes=NUMBER, sha256=TEXT, width=MAYBE_NUMBER, height=MAYBE_NUMBER,
    duration_ms=MAYBE_NUMBER, href=TEXT,
)  # fmt: skip
_LINE: dict[str, Shape] = {
    "guid": TEXT, "version": NUMBER, "type": words([kind.value for kind in ItemType]), "language": TEXT, "form": TEXT,
    "section": TEXT, "urgency": NUMBER, "slug": TEXT, "headline": MAYBE_TEXT,
    "action": words([action.value for action in Action]), "at": MOMENT, "first_at": MOMENT, "replaced_by": MAYBE_TEXT,
    "stopped": FLAG, "href": TEXT,
}  # fmt: skip
_VERDICT = words([verdict.value for verdict in Verdict])
_WHY = words([why.value for why in Why])
_SPAN = object_of(taken=NUMBER, limit=MAYBE_NUMBER, left=MAYBE_NUMBER)

SHAPES: dict[str, Shape] = {
    "Header": object_of(
        wire=TEXT, epoch=NUMBER, seq=NUMBER, at=MOMENT, guid=TEXT, version=NUMBER,
        action=words([action.value for action in Action]), not_before=MAYBE_MOMENT, content_digest=TEXT,
        approvals_digest=TEXT,
    ),
    "Ruling": object_of(verdict=_VERDICT, reason=_WHY, because=list_of(TEXT)),
    "Entry": object_of(**_ENTRY),
    "Entries": object_of(entries=list_of(ref("Entry")), next=TEXT),
    "File": _FILE,
    "Item": object_of(
        **_ENTRY, type=words([kind.value for kind in ItemType]), language=TEXT, story=MAYBE_TEXT, series=MAYBE_TEXT,
        files=list_of(ref("File")),
    ),
    "Version": object_of(
        version=NUMBER, action=TEXT, seq=NUMBER, at=MOMENT, digest=TEXT, not_before=MAYBE_MOMENT,
        correction=MAYBE_TEXT, erased=FLAG, href=TEXT,
    ),
    "Versions": object_of(guid=TEXT, versions=list_of(ref("Version"))),
    "Diff": object_of(**{
        "guid": TEXT, "from": NUMBER, "to": NUMBER,
        "parts": list_of(object_of(
            part=TEXT, before=MAYBE_NUMBER, after=MAYBE_NUMBER,
            pieces=list_of(object_of(change=words(["same", "added", "removed"]), text=TEXT)),
        )),
    }),
    "Line": object_of(**_LINE),
    "Story": object_of(story=TEXT, items=list_of(ref("Line"))),
    "Series": object_of(series=TEXT, self=ref("Line"), items=list_of(ref("Line"))),
    "Hit": object_of(
        **_LINE, ruling=ref("Ruling"),
        marks=list_of(object_of(text=TEXT, marks=list_of(list_of(NUMBER)))),
    ),
    "Hits": object_of(
        total=NUMBER, items=list_of(ref("Hit")), counts={
            "type": ["object", "null"],
            "additionalProperties": list_of(object_of(value=TEXT, number=NUMBER)),
        },
    ),
    "Explained": object_of(
        guid=TEXT, ruling=ref("Ruling"), took=FLAG, version=MAYBE_NUMBER, action=MAYBE_TEXT,
        contracts=list_of(object_of(id=TEXT, title=TEXT, verdict=_VERDICT, reason=_WHY, because=list_of(TEXT))),
    ),
    "NewsList": object_of(
        day=TEXT, zone=TEXT, items=list_of(object_of(
            id=NUMBER, slug=TEXT, what=TEXT, note=TEXT, language=TEXT, section=TEXT, packages=list_of(TEXT), form=TEXT,
            types=list_of(TEXT), expected=MOMENT, first_expected=MOMENT, changed_at=MOMENT, state=words([*Standing]),
            because=MAYBE_TEXT, item=MAYBE_TEXT, stopped=FLAG, href=MAYBE_TEXT,
        )),
    ),
    "Subscription": object_of(
        subscriber=TEXT, login=TEXT, scopes=list_of(TEXT), formats=list_of(TEXT),
        contracts=list_of(object_of(
            id=TEXT, title=TEXT, starts=MOMENT, ends=MAYBE_MOMENT, runs=FLAG, covers={"type": "object"},
        )),
    ),
    "Usage": object_of(zone=TEXT, month=_SPAN, day=_SPAN),
    "Status": object_of(
        wire=TEXT, head=TEXT, at=MOMENT, now=MOMENT,
        epochs=list_of(object_of(
            epoch=NUMBER, first_seq=NUMBER, at=MOMENT, void_from=MAYBE_NUMBER, void_to=MAYBE_NUMBER,
        )),
        formats=list_of(object_of(name=TEXT, standard=TEXT, type=TEXT)),
    ),
    "Drills": object_of(drills=list_of(TEXT)),
    "Played": object_of(drill=TEXT, entries=list_of(object_of(seq=NUMBER, guid=TEXT, version=NUMBER, action=TEXT))),
    "Problem": {
        **object_of(type=TEXT, title=TEXT, status=NUMBER, detail=TEXT),
        "description": "RFC 9457. A lost cursor has `resume`, `void_from` and `void_to` besides; a wrong question `at`, its character from 1.",
    },
}  # fmt: skip
