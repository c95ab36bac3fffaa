"""The text of an e-mail, whoever sends it: header fields up to the first empty line, the copy, the facts, a signature.

Fields are raw UTF-8 (RFC 6532); whoever puts them into a message encodes them as it must.
"""

from collections.abc import Iterable
from functools import cache

from newsflow.domain.codes import Action, BlockKind, Form, Priority
from newsflow.domain.dispatch import Block, Span
from newsflow.formats.beside import RELATED, told
from newsflow.formats.body import copy
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot
from newsflow.formats.facts import ai_use, called, desk_note, named, subjects
from newsflow.formats.lines import labelled, wrapped
from newsflow.formats.newscodes import pub_status
from newsflow.formats.prose import byline
from newsflow.formats.sheet import Links, Sheet, seconds
from newsflow.formats.xml import line, lines

_STUFFED = (">", "From ")
WIDTH = 72
"""Characters in a line before it is broken softly."""
_FIELD = "X-Newsflow-"
_LIST, _QUOTE = BlockKind.LIST, BlockKind.QUOTE
_FAST = frozenset({Priority.FLASH, Priority.URGENT})
_MARKED = frozenset({Action.CORRECT, Action.REINSTATE, Action.REDACT})
"""Actions that the subject tells of."""


def core(sheet: Sheet, choices: Choices) -> Core:
    """The text; files and other items come before the signature."""
    content, media = sheet.content, sheet.media
    head = "\n".join(labelled(_fields(sheet)))
    title = [
        _flowed(part)
        for part in lines([part for part in (sheet.headline, content.deck, byline(content)) if part])
    ]
    paragraphs = [_block(block) for block in copy(sheet, choices)]
    if media is not None:
        said = (media.credit_line, media.copyright, media.alt_text, media.extended_description)
        paragraphs += [_flowed(line(part)) for part in said if part]
    notes = [_flowed(f"Note: {note}") for note in (desk_note(sheet) or "").splitlines()]
    parts = (head, "\n".join(title), *paragraphs, "\n".join(notes))
    text = "\n\n".join(part for part in parts if part)
    signature = f"\n-- \n{line(sheet.agency.name)}\n{line(sheet.agency.contact)}\n"
    return Core((f"{text}\n".encode(), b"", signature.encode()), (Slot.FILES, Slot.LINKS))


def fill(sheet: Sheet, links: Links, choices: Choices) -> dict[Slot, bytes]:
    """The files with addresses and digests, and the other items."""
    assert sheet is not None
    assert choices is not None
    files = [
        f"File: {file.rendition.name.value} {file.rendition.type} {file.rendition.bytes} bytes\n"
        f"sha256:{file.rendition.sha256}\n<{file.address}>"
        for file in links.files
    ]
    items = [
        _flowed(
            f"{RELATED[link.relation]}: {line(link.title)} ({link.language}) {link.guid} version {link.version}"
        )
        + (f"\n<{link.address}>" if link.address else "")
        for link in links.items
    ]
    return {Slot.FILES: _part(files), Slot.LINKS: _part(items)}


def subject(sheet: Sheet) -> str:
    """The subject: what it is, where that matters, and the headline."""
    content = sheet.content
    action = sheet.header.action
    marks = [content.priority.name] if content.priority in _FAST else []
    marks += ["EMBARGO"] if sheet.embargo is not None else []
    marks += [content.form.name] if content.form is Form.ADVISORY else []
    marks += [action.name] if action in _MARKED else []
    return " ".join([*[f"[{mark}]" for mark in marks], sheet.headline]) if marks else sheet.headline


def _fields(sheet: Sheet) -> list[tuple[str, str | None]]:
    content, header, known, embargo = sheet.content, sheet.header, called(sheet), sheet.embargo
    origin = content.translated_from
    fields: list[tuple[str, str | None]] = [
        ("Subject", subject(sheet)),
        ("Content-Language", content.language),
        (f"{_FIELD}Id", header.guid),
        (f"{_FIELD}Version", str(header.version)),
        (f"{_FIELD}Sent", seconds(header.at)),
        (f"{_FIELD}First", seconds(sheet.first_at)),
        (f"{_FIELD}Status", str(pub_status(sheet))),
        (f"{_FIELD}Embargo", None if embargo is None else seconds(embargo)),
        (f"{_FIELD}Urgency", str(content.urgency)),
        (f"{_FIELD}Section", known.section_name(content.section)),
        (f"{_FIELD}Slug", content.slug),
        (f"{_FIELD}Topics", ", ".join(content.topics)),
        (f"{_FIELD}Subjects", subjects(sheet)),
        (f"{_FIELD}Keywords", ", ".join(content.keywords)),
        (f"{_FIELD}Provider", known.provider(content.provider)),
        (f"{_FIELD}Credits", ", ".join([f"{name} ({role})" for name, role in named(sheet)])),
        (f"{_FIELD}Machine-Learning", ai_use(content.media)),
        (f"{_FIELD}Action", str(header.action)),
        (f"{_FIELD}Priority", str(content.priority)),
        (f"{_FIELD}Form", str(content.form)),
        (f"{_FIELD}Translated-From", None if origin is None else origin.language),
        (f"{_FIELD}Machine-Aided", "true" if origin is not None and origin.machine_aided else None),
    ]
    fields += [(_field(name), text) for name, text in told(sheet)]
    return fields


@cache
def _field(name: str) -> str:
    return f"{_FIELD}{name.title()}"


def _part(texts: Iterable[str]) -> bytes:
    written = "\n".join(texts)
    return f"\n{written}\n".encode() if written else b""


def _block(block: Block) -> str:
    if block.kind is _LIST:
        marks = [f"{number}." if block.ordered else "-" for number in range(1, len(block.items) + 1)]
        return "\n".join(
            [_flowed(f"{mark} {_spans(item)}") for mark, item in zip(marks, block.items, strict=True)]
        )
    return _flowed(f"“{_spans(block.spans)}”" if block.kind is _QUOTE else _spans(block.spans))


def _spans(spans: Iterable[Span]) -> str:
    """The words, a link's address behind them."""
    return line("".join([span.text if span.href is None else f"{span.text} <{span.href}>" for span in spans]))


def _flowed(text: str) -> str:
    """The text in lines that end in a blank where they go on; what begins as a quote gets one before it."""
    broken = [text] if len(text) <= WIDTH else wrapped(text, WIDTH)
    return " \n".join([f" {one}" if one.startswith(_STUFFED) else one for one in broken])
