"""Taking words out of a version by order, or putting initials for a name: in every field that holds text.

What is looked for is found whatever its case, accents, spaces and quotation marks are, across links, and in the slug
and in addresses of links too. `redact` says each place; `remains` says where it seems to stand still.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast
from urllib.parse import unquote

from newsflow.domain.content import Json, as_json, from_json
from newsflow.domain.dispatch import Block, Dispatch, Span
from newsflow.domain.errors import BadInputError
from newsflow.domain.find_words import Run, find, words_of
from newsflow.domain.markup import normal_blocks
from newsflow.domain.worded import worded

MARK = "[…]"
"""What stands in the place of a passage where nothing else is said."""
CONTEXT = 60
"""Characters shown on either side of a place."""
CHANGES_LIMIT = 100
_CODES = frozenset(
    {
        "type", "language", "form", "section", "packages", "provider", "story", "topics", "replaces", "priority",
        "embargo", "media", "kind", "role", "code", "item", "action", "at", "reason", "precision", "zone", "value",
        "territories", "subscribers_in", "subscribers_out", "starts", "ends", "date", "ordered", "href", "address",
        "answers",
    }
)  # fmt: skip
"""Fields, at any depth, that hold codes, ids and times, which no words of a passage are in."""
_LISTS = frozenset({"keywords", "credits", "places", "sources"})
"""Fields whose entries go whole when nothing readable is left of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Words that go, and what stands in their place. A name is found as whole words alone."""

    words: str
    put: str = ""
    whole_words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place: the field (`headline`, `body` …), its number there from 1, the words and what is around them."""

    field: str
    number: int
    before: str
    taken: str
    put: str
    after: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """The version with the words out, and every place that was changed."""

    version: Dispatch
    spots: tuple[Spot, ...]


def check_changes(changes: Sequence[Change]) -> None:
    """Pass for changes that can be made. Raises BadInputError."""
    if not changes or len(changes) > CHANGES_LIMIT:
        raise BadInputError(
            "Say what is to go.",
            worded("%(count)s passages.", count=len(changes)),
            worded("Give 1 to %(most)s, one a line.", most=CHANGES_LIMIT),
        )
    for change in changes:
        if len("".join(words_of(change.words))) < 2:
            raise BadInputError("This is too little to look for.", f"“{change.words}”.", "Give whole words.")
        if change.whole_words and not change.put.strip():
            raise BadInputError(
                "Say what stands for the name.", f"“{change.words}”.", "Write “name = initials”."
            )
        if find(change.put, change.words, whole_words=False):
            raise BadInputError(
                "What stands in its place repeats it.", f"“{change.put}”.", "Put other words."
            )


def redact(version: Dispatch, changes: Sequence[Change]) -> Redaction:
    """The version without the words of any of the changes; each field that holds text is looked through.

    Raises BadInputError for changes that cannot be made, and for a headline of which nothing is left.
    """
    check_changes(changes)
    pen = _Pen(tuple(sorted(changes, key=lambda change: -len(change.words))))
    fields = as_json(replace(version, body=(), slug=""))
    changed = {name: pen.field(name, value) for name, value in fields.items()}
    body = normal_blocks(pen.block(block, number) for number, block in enumerate(version.body, 1))
    slug = pen.slug(version.slug)
    made = replace(from_json(cast("dict[str, object]", changed)), body=body, slug=slug)
    if made.notice_of is not None:
        made = replace(made, notice_of=replace(made.notice_of, slug=pen.slug(made.notice_of.slug)))
    if not words_of(made.headline):
        made = replace(made, headline=made.headline or MARK)
    return Redaction(made, tuple(pen.spots))


def remains(version: Dispatch, changes: Sequence[Change]) -> tuple[Spot, ...]:
    """Where the words seem to stand still: inside other words, or joined to them. For a person to look at."""
    loose = tuple(replace(change, whole_words=False, put=MARK) for change in changes)
    return redact(version, loose).spots


def holds(version: Dispatch, changes: Sequence[Change]) -> bool:
    """Whether any of the words stand anywhere in the version."""
    return bool(redact(version, changes).spots)


@dataclass(slots=True)
class _Pen:
    """Goes through a version's text and writes down what it changes."""

    changes: tuple[Change, ...]
    spots: list[Spot]

    def __init__(self, changes: tuple[Change, ...]) -> None:
        self.changes = changes
        self.spots = []

    def field(self, name: str, value: Json, place: int = 1, under: str = "") -> Json:
        """A field's value with the words out of all text in it. `under` is the field that it lies in."""
        if name in _CODES and not (name == "media" and value is None):
            return value
        top = under or name
        if isinstance(value, str):
            if name == "slug":
                return value
            return self.text(value, top, place)
        if isinstance(value, list):
            kept = [self.field(name, each, number, under) for number, each in enumerate(value, 1)]
            return [each for each in kept if _readable(each)] if name in _LISTS else kept
        if isinstance(value, dict):
            return {key: self.field(key, each, place, top) for key, each in value.items()}
        return value

    def text(self, text: str, field: str, number: int) -> str:
        """A text with the words out."""
        for change in self.changes:
            for run in reversed(find(text, change.words, whole_words=change.whole_words)):
                text = self._cut(text, run, change, field, number)
        return text

    def slug(self, slug: str) -> str:
        """A slug with the words out of it: they stand there joined by dashes."""
        for change in self.changes:
            plain = slug.replace("-", " ").replace("_", " ")
            for run in reversed(find(plain, change.words, whole_words=True)):
                put = "-".join(words_of(change.put))
                self.spots.append(_spot("slug", 1, slug, run, put))
                slug = "-".join(
                    part for part in (slug[: run.start].strip("-_"), put, slug[run.end :].strip("-_")) if part
                )
        return slug or "redacted"

    def block(self, block: Block, number: int) -> Block:
        """A block of the body with the words out, across its links, and links to addresses that hold them cut."""
        if block.items:
            return replace(block, items=tuple(self._spans(item, number) for item in block.items))
        return replace(block, spans=self._spans(block.spans, number))

    def _spans(self, spans: tuple[Span, ...], number: int) -> tuple[Span, ...]:
        spans = tuple(self._link(span, number) for span in spans)
        for change in self.changes:
            whole = "".join(span.text for span in spans)
            for run in reversed(find(whole, change.words, whole_words=change.whole_words)):
                self._cut(whole, run, change, "body", number)
                spans = _without(spans, _widened(whole, run, change), change.put)
        return spans

    def _link(self, span: Span, number: int) -> Span:
        if span.href is None:
            return span
        said = " ".join(words_of(unquote(span.href)))
        for change in self.changes:
            if f" {' '.join(words_of(change.words))} " in f" {said} ":
                self.spots.append(_spot("body", number, span.href, Run(0, len(span.href)), ""))
                return Span(span.text)
        return span

    def _cut(self, text: str, run: Run, change: Change, field: str, number: int) -> str:
        self.spots.append(_spot(field, number, text, run, change.put))
        wide = _widened(text, run, change)
        return text[: wide.start] + change.put + text[wide.end :]


def _spot(field: str, number: int, text: str, run: Run, put: str) -> Spot:
    return Spot(
        field=field,
        number=number,
        before=_tail(text[: run.start]),
        taken=text[run.start : run.end],
        put=put,
        after=_head(text[run.end :]),
    )


def _tail(text: str) -> str:
    """The last words of a text, whole."""
    return text if len(text) <= CONTEXT else f"…{text[-CONTEXT:].partition(' ')[2] or text[-CONTEXT:]}"


def _head(text: str) -> str:
    """The first words of a text, whole."""
    return text if len(text) <= CONTEXT else f"{text[:CONTEXT].rpartition(' ')[0] or text[:CONTEXT]}…"


def _widened(text: str, run: Run, change: Change) -> Run:
    """The run with one of the two spaces around it, where nothing comes into its place."""
    if change.put:
        return run
    if text[run.end : run.end + 1] == " " and text[: run.start][-1:] in {" ", ""}:
        return Run(run.start, run.end + 1)
    if text[: run.start][-1:] == " " and text[run.end : run.end + 1] in {"", ".", ","}:
        return Run(run.start - 1, run.end)
    return run


def _without(spans: tuple[Span, ...], run: Run, put: str) -> tuple[Span, ...]:
    """The spans without the characters of the run, `put` where they began."""
    made: list[Span] = []
    at = 0
    for span in spans:
        start, end = at, at + len(span.text)
        at = end
        head = span.text[: max(0, run.start - start)]
        tail = span.text[max(0, run.end - start) :]
        middle = put if start <= run.start < end else ""
        if run.end <= start or run.start >= end:
            made.append(span)
        else:
            made.append(replace(span, text=head + middle + tail))
    return tuple(span for span in made if span.text)


def _readable(entry: Json) -> bool:
    """Whether a list's entry still says something: its name, or itself."""
    name = entry.get("name") if isinstance(entry, dict) else entry
    return isinstance(name, str) and bool(words_of(name))
