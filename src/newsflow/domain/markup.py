"""The closed markup of a body as people type it: text → blocks, and back.

Blocks stand apart by a blank line. `## ` opens a sub-head, `> ` a quote, `- ` a list, `1) ` a numbered list;
`[words](https://…)` is a link (http, https or mailto, else it stays as typed). A backslash takes the meaning
from the character after it. Reading never fails and never loses a word.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from newsflow.domain.codes import BlockKind
from newsflow.domain.dispatch import Block, Span
from newsflow.domain.errors import BadInputError
from newsflow.domain.worded import worded

_HREF = re.compile(
    r"(?:https?://[^\s/?#\x00-\x1f\x7f]|mailto:[^\s@\x00-\x1f\x7f]+@)[^\s\x00-\x1f\x7f]*", re.IGNORECASE
)
_LINK = re.compile(
    r"\[(?P<text>(?:[^\[\]\\]|\\.)+)\]"
    r"\((?P<href>(?:[^\s()\[\]\\]|\\.|\((?:[^\s()\[\]\\]|\\.)*\))+)\)",
    re.DOTALL,
)
_TOKEN = re.compile(rf"\\(?P<kept>[\\\[\]()#>-])|{_LINK.pattern}", re.DOTALL)
_KEPT = re.compile(r"\\([\\\[\]()#>-])")
_BREAK = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_NUMBERED = re.compile(r"([0-9]{1,3})\) ")
_OPENS_BLOCK = re.compile(r"(?:## |- |> |>$)")
_EDGE = " \t"


def read_markup(text: str) -> tuple[Block, ...]:
    """The blocks that `text` says. Whatever is no markup is a paragraph's words."""
    reading = _Reading()
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        reading.take(line)
    return normal_blocks(reading.blocks())


def write_markup(blocks: Iterable[Block]) -> str:
    """The text that reads back as `normal_blocks(blocks)`; BadInputError names a link that may not stand."""
    return "\n\n".join(_written(block) for block in normal_blocks(blocks))


def is_link(href: str) -> bool:
    """Whether a link may lead there: http or https with a host, or mailto with an address."""
    return _HREF.fullmatch(href) is not None


def normal_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same words with nothing empty: neighbouring runs joined, line breaks as spaces, edges trimmed."""
    return tuple([kept for block in blocks if (kept := _normal_block(block)) is not None])


def _normal_block(block: Block) -> Block | None:
    if block.kind is BlockKind.LIST:
        items = tuple(spans for item in block.items if (spans := _normal_spans(item)))
        return Block(kind=block.kind, items=items, ordered=block.ordered) if items else None
    if len(block.spans) == 1 and _is_normal(block.spans[0]):
        return block  # most blocks
    spans = _normal_spans(block.spans)
    return Block(kind=block.kind, spans=spans) if spans else None


def _is_normal(span: Span) -> bool:
    """Whether a run that is alone in its block has nothing to be mended."""
    text = span.text
    return (
        span.href is None
        and bool(text)
        and "\n" not in text
        and "\r" not in text
        and text[0] not in _EDGE
        and text[-1] not in _EDGE
    )


def _normal_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    runs: list[tuple[str, str | None]] = []
    for span in spans:
        text, href = span.text, span.href
        if href is None and runs and runs[-1][1] is None:
            runs[-1] = (runs[-1][0] + text, None)
        elif text:
            runs.append((text, href))
    kept: list[Span] = []
    last = len(runs) - 1
    for place, (run, href) in enumerate(runs):
        text = _BREAK.sub(" ", run) if "\n" in run or "\r" in run else run
        if href is None and place == 0:
            text = text.lstrip(_EDGE)
        if href is None and place == last:
            text = text.rstrip(_EDGE)
        if text:
            kept.append(Span(text, href))
    return tuple(kept)


def _written(block: Block) -> str:
    match block.kind:
        case BlockKind.SUBHEAD:
            return f"## {_inline(block.spans)}"
        case BlockKind.QUOTE:
            return f"> {_inline(block.spans)}"
        case BlockKind.LIST:
            marks = (f"{number})" if block.ordered else "-" for number in range(1, len(block.items) + 1))
            return "\n".join(f"{mark} {_inline(item)}" for mark, item in zip(marks, block.items, strict=True))
        case BlockKind.PARAGRAPH:
            text = _inline(block.spans)
            if _OPENS_BLOCK.match(text):
                return f"\\{text}"
            return f"1\\{text[1:]}" if text.startswith("1) ") else text


def _inline(spans: Iterable[Span]) -> str:
    return "".join(_plain(span.text) if span.href is None else _link(span.text, span.href) for span in spans)


def _plain(text: str) -> str:
    text = text.replace("\\", "\\\\")
    return text.replace("[", "\\[") if _LINK.search(text) else text


def _link(text: str, href: str) -> str:
    if not is_link(href):
        raise BadInputError(
            "This link cannot stand in a dispatch.",
            worded("It leads to “%(href)s”.", href=href[:80]),
            "Use an address that begins with http://, https:// or mailto:.",
        )
    return f"[{_escaped(text)}]({_escaped(href)})"


def _escaped(text: str) -> str:
    return re.sub(r"[\\\[\]()]", r"\\\g<0>", text)


def _spans(text: str) -> Iterator[Span]:
    start = 0
    for match in _TOKEN.finditer(text):
        yield Span(text[start : match.start()])
        start = match.end()
        if match["kept"] is not None:
            yield Span(match["kept"])
            continue
        href = _KEPT.sub(r"\1", match["href"])
        yield (
            Span(_KEPT.sub(r"\1", match["text"]), href) if is_link(href) else Span(_KEPT.sub(r"\1", match[0]))
        )
    yield Span(text[start:])


@dataclass(slots=True)
class _Open:
    """A block still being read; `lines` holds an item's lines each, or one run of lines."""

    kind: BlockKind
    lines: list[list[str]] = field(default_factory=list[list[str]])
    ordered: bool = False

    def block(self) -> Block:
        items = tuple(tuple(_spans("\n".join(lines))) for lines in self.lines)
        if self.kind is BlockKind.LIST:
            return Block(kind=self.kind, items=items, ordered=self.ordered)
        return Block(kind=self.kind, spans=items[0])


@dataclass(slots=True)
class _Reading:
    """Takes lines one by one; a blank line or another kind of line ends the open block."""

    done: list[Block] = field(default_factory=list[Block])
    open: _Open | None = None

    def blocks(self) -> list[Block]:
        """All blocks so far, the open one ended."""
        self.end()
        return self.done

    def end(self) -> None:
        """End the open block, if there is one."""
        if self.open is not None:
            self.done.append(self.open.block())
            self.open = None

    def take(self, line: str) -> None:
        """Read one line."""
        text = line.strip(_EDGE)
        if not text or text == ">":
            self.end()
        elif text.startswith("## "):
            self.end()
            self.add(BlockKind.SUBHEAD, text[3:])
            self.end()
        elif text.startswith("> "):
            self.add(BlockKind.QUOTE, text[2:])
        elif text.startswith("- "):
            self.add(BlockKind.LIST, text[2:], item=True)
        elif self.is_next_number(text):
            self.add(BlockKind.LIST, text.split(" ", 1)[1], item=True, ordered=True)
        elif self.open is not None and self.open.kind is BlockKind.LIST and line.startswith(("  ", "\t")):
            self.open.lines[-1].append(text)
        else:
            self.add(BlockKind.PARAGRAPH, text)

    def is_next_number(self, text: str) -> bool:
        """Whether `text` is a numbered list's next item: 1 opens one, and only the next number goes on."""
        match = _NUMBERED.match(text)
        if match is None:
            return False
        in_list = self.open is not None and self.open.kind is BlockKind.LIST and self.open.ordered
        expected = len(self.open.lines) + 1 if self.open is not None and in_list else 1
        return match[1] == str(expected)

    def add(self, kind: BlockKind, text: str, *, item: bool = False, ordered: bool = False) -> None:
        """Put a line into the open block, or into a new one where it is of another kind."""
        if self.open is None or self.open.kind is not kind or self.open.ordered != ordered:
            self.end()
            self.open = _Open(kind=kind, ordered=ordered)
        if item or not self.open.lines:
            self.open.lines.append([text])
        else:
            self.open.lines[-1].append(text)
