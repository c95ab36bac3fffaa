"""A message of IPTC 7901: heading (§4), text (§5), and when it was sent (§6), between the control characters."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache

from newsflow.domain.codes import Action, BlockKind
from newsflow.domain.dispatch import Block
from newsflow.formats import beside
from newsflow.formats.beside import file_line, link_line
from newsflow.formats.body import copy, counts
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot
from newsflow.formats.facts import ai_use, called, desk_note, named, subjects
from newsflow.formats.lines import labelled, wrapped
from newsflow.formats.newscodes import pub_status
from newsflow.formats.prose import byline
from newsflow.formats.sheet import Links, Sheet, seconds
from newsflow.formats.transliteration import transliterated
from newsflow.formats.xml import line, lines

_LIST = BlockKind.LIST
WIDTH = 69
"""Characters in a line, at most: what terminals and printers of the standard's time have."""
NOT_FOR_PUBLICATION = "The following information is not for publication"
"""What opens the part for editors; readers of the format know it in these words."""
_NEW_LINE = "\r\n"
_INDENT = "   "
"""What a paragraph opens with (§5)."""
_GOES_ON = "  "
_OPTIONAL = 50
_CATEGORIES = {"01": "e", "04": "f", "10": "l", "11": "p", "13": "t", "15": "s"}
"""One letter (§4.6), as most readers want it, by the first two digits of the media topic of the top level."""
_GENERAL = "i"
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_ACTIONS = {Action.CORRECT: "COR", Action.KILL: "KILL", Action.HOLD: "HOLD", Action.WITHDRAW: "WITHDRAW"}


def core(sheet: Sheet, choices: Choices) -> Core:
    """The message; files and other items come at the end of the part for editors."""
    content = sheet.content
    blocks = copy(sheet, choices)
    paragraphs = [_block(block) for block in blocks]
    heading = _heading(sheet, counts(blocks)[1], choices)
    opening = lines([part for part in (content.deck, byline(content)) if part])
    parts = [sheet.headline, "", *opening, *([""] if opening else [])]
    for paragraph in paragraphs:
        parts += [_INDENT + paragraph.replace("\n", f"\n{_INDENT}"), ""]
    text, told = "\n".join(parts), "\n".join(_told(sheet))
    seen = transliterated(text, _charset(choices))
    for_editors = transliterated(told, _charset(choices))
    said = f"Characters: {_charset(choices)}{'' if seen == text else ', other letters transliterated'}"
    written = [*_wrapped(seen), NOT_FOR_PUBLICATION, *_told_lines(for_editors), said]
    body = f"\x01{heading}\x02{_NEW_LINE.join(written)}{_NEW_LINE}"
    end = f"\x03{_NEW_LINE}{_sent(sheet.header.at)}{_NEW_LINE}\x04"
    return Core((_bytes(body, choices), b"", _bytes(end, choices)), (Slot.FILES, Slot.LINKS))


def fill(sheet: Sheet, links: Links, choices: Choices) -> dict[Slot, bytes]:
    """The files with addresses and digests, and the other items, each on lines of its own."""
    assert sheet is not None
    files = [file_line(file) for file in links.files]
    items = [link_line(link) for link in links.items]
    return {Slot.FILES: _lines(files, choices), Slot.LINKS: _lines(items, choices)}


def _heading(sheet: Sheet, words: int, choices: Choices) -> str:
    """§4: service and number, priority, category, count of words, what is free to use; then the catch-line."""
    header, content = sheet.header, sheet.content
    service = _service(sheet.agency.code)
    number = (header.seq - 1) % 9_999 + 1
    free = f"{header.guid} v{header.version} {_ACTIONS.get(sheet.action, '')}".rstrip()[:_OPTIONAL]
    first = f"{service}{number:04} {content.urgency} {_category(sheet)} {words:04} {free}"
    slug = line(content.slug).replace(" ", "-")
    catch = "/".join(part for part in (slug, line(content.label or "")) if part)
    return f"{first}{_NEW_LINE}{transliterated(catch, _charset(choices))[: WIDTH - 1]}/{_NEW_LINE}"


@cache
def _service(agency: str) -> str:
    """The agency's code as three letters."""
    return "".join([letter for letter in agency.upper() if letter.isalpha()])[:3].ljust(3, "X")


def _category(sheet: Sheet) -> str:
    """One letter: of the first topic of the top level that is known, else of the section's."""
    section = sheet.content.section
    own = [each.topic for each in sheet.agency.sections if each.code == section and each.topic]
    for topic in (*sheet.content.topics, *own):
        number = sheet.topics.subject(topic)
        if number:
            return _CATEGORIES.get(number[:2], _GENERAL)
    return _GENERAL


def _told(sheet: Sheet) -> list[str]:
    """What is for editors and their machines: name, colon, text."""
    content, header, media, known = sheet.content, sheet.header, sheet.content.media, called(sheet)
    origin, embargo = content.translated_from, sheet.embargo
    facts: list[tuple[str, str | None]] = [
        ("Id", f"{header.guid} version {header.version}"),
        ("Sent", seconds(header.at)),
        ("First", seconds(sheet.first_at)),
        ("Action", str(header.action)),
        ("Status", str(pub_status(sheet))),
        ("Embargo", None if embargo is None else seconds(embargo)),
        ("Language", content.language),
        ("Section", known.section_name(content.section)),
        ("Form", str(content.form)),
        ("Priority", str(content.priority)),
        ("Topics", ", ".join(content.topics)),
        ("Subjects", subjects(sheet)),
        ("Keywords", ", ".join(content.keywords)),
        ("Provider", known.provider(content.provider)),
        *[(role.capitalize(), name) for name, role in named(sheet) if role != "original-agency"],
        ("Translated from", None if origin is None else origin.language),
        ("Machine-aided", "yes" if origin is not None and origin.machine_aided else None),
        *beside.told(sheet),
        *[("Note", note) for note in (desk_note(sheet) or "").splitlines()],
    ]
    if media is not None:
        facts += [
            ("Credit", media.credit_line),
            ("Copyright", media.copyright),
            ("Seen", media.alt_text),
            ("Seen in full", media.extended_description),
            ("Machine learning", ai_use(media)),
        ]
    return labelled(facts)


def _block(block: Block) -> str:
    """A block on one line; a list's items on lines of their own."""
    if block.kind is not _LIST:
        return line(block.text())
    marks = [f"{number}." if block.ordered else "-" for number in range(1, len(block.items) + 1)]
    items = [line("".join([span.text for span in item])) for item in block.items]
    return "\n".join([f"{mark} {item}" for mark, item in zip(marks, items, strict=True)])


def _wrapped(text: str) -> list[str]:
    """The text in lines that a terminal has room for; an empty one stays one, an indented one its indent."""
    lines: list[str] = []
    for part in text.split("\n"):
        indent = _INDENT if part.startswith(_INDENT) else ""
        lines += wrapped(" ".join(part.split()), WIDTH, indent)
    return lines


def _told_lines(text: str) -> list[str]:
    """The facts for editors, each on a line of its own; a line that goes on from the one before begins with two blanks."""
    lines: list[str] = []
    for part in text.split("\n"):
        if len(part) <= WIDTH and "  " not in part:
            lines.append(part.strip())
        else:
            first, *more = wrapped(" ".join(part.split()), WIDTH - len(_GOES_ON))
            lines += [first, *(_GOES_ON + one for one in more)]
    return lines


def _lines(texts: Iterable[str], choices: Choices) -> bytes:
    told = transliterated("\n".join(texts), _charset(choices))
    return _bytes("".join(f"{one}{_NEW_LINE}" for one in _told_lines(told)), choices) if told else b""


def _sent(at: datetime) -> str:
    """§6.2: day, hour and minute, month, year, in UTC."""
    utc = at.astimezone(UTC)
    return f"{utc.day:02}{utc.hour:02}{utc.minute:02} {_MONTHS[utc.month - 1]} {utc.year % 100:02}"


def _charset(choices: Choices) -> str:
    return choices.iptc_charset


def _bytes(text: str, choices: Choices) -> bytes:
    return text.encode(_charset(choices), "replace")
