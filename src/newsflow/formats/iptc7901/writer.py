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
_BETWEEN = "\x02"
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
    charset, blocks = _charset(choices), copy(sheet, choices)
    indents, text = _text(sheet, blocks)
    slug, label = line(sheet.content.slug).replace(" ", "-"), line(sheet.content.label or "")
    catch = "/".join([part for part in (slug, label) if part])
    # All at once, with what none of them holds between them.
    whole = _BETWEEN.join((catch, text, "\n".join(_told(sheet))))
    title, seen, for_editors = transliterated(whole, charset).split(_BETWEEN)
    heading = _heading(sheet, counts(blocks)[1], title)
    said = f"Characters: {charset}{'' if seen == text else ', other letters transliterated'}"
    written = [*_wrapped(seen, indents), NOT_FOR_PUBLICATION, *_told_lines(for_editors), said]
    body = f"\x01{heading}\x02{_NEW_LINE.join(written)}{_NEW_LINE}"
    end = f"\x03{_NEW_LINE}{_sent(sheet.header.at)}{_NEW_LINE}\x04"
    return Core((_bytes(body, choices), b"", _bytes(end, choices)), (Slot.FILES, Slot.LINKS))


def _text(sheet: Sheet, blocks: Iterable[Block]) -> tuple[list[str], str]:
    """What readers see, a paragraph a line, before it is wrapped; and what each line opens with."""
    opening = lines([part for part in (sheet.content.deck, byline(sheet.content)) if part])
    found = [sheet.headline, "", *opening, *([""] if opening else [])]
    indents = [""] * len(found)
    for block in blocks:
        rows = _rows(block)
        found += [*rows, ""]
        indents += [*[_INDENT for _ in rows], ""]
    return indents, "\n".join(found)


def fill(sheet: Sheet, links: Links, choices: Choices) -> dict[Slot, bytes]:
    """The files with addresses and digests, and the other items, each on lines of its own."""
    assert sheet is not None
    files = [file_line(file) for file in links.files]
    items = [link_line(link) for link in links.items]
    return {Slot.FILES: _lines(files, choices), Slot.LINKS: _lines(items, choices)}


def _heading(sheet: Sheet, words: int, title: str) -> str:
    """§4: service and number, priority, category, count of words, what is free to use; then the catch-line."""
    header, content = sheet.header, sheet.content
    service = _service(sheet.agency.code)
    number = (header.seq - 1) % 9_999 + 1
    free = f"{header.guid} v{header.version} {_ACTIONS.get(header.action, '')}".rstrip()[:_OPTIONAL]
    first = f"{service}{number:04} {content.urgency} {_category(sheet)} {words:04} {free}"
    return f"{first}{_NEW_LINE}{title[: WIDTH - 1]}/{_NEW_LINE}"


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


def _rows(block: Block) -> list[str]:
    """A block on one line; a list's items on lines of their own."""
    if block.kind is not _LIST:
        return [line(block.text())]
    marks = [f"{number}." if block.ordered else "-" for number in range(1, len(block.items) + 1)]
    items = [line("".join([span.text for span in item])) for item in block.items]
    return [f"{mark} {item}" for mark, item in zip(marks, items, strict=True)]


def _wrapped(text: str, indents: Iterable[str]) -> list[str]:
    """The text in lines that a terminal has room for; an empty one stays one."""
    found: list[str] = []
    for part, indent in zip(text.split("\n"), indents, strict=True):
        if not part:
            found.append("")
        else:
            found += wrapped(_apart(part), WIDTH, indent)
    return found


def _apart(text: str) -> str:
    """The words one blank apart: some letters leave nothing behind."""
    return text if "  " not in text and text.strip(" ") == text else " ".join(text.split())


def _told_lines(text: str) -> list[str]:
    """The facts for editors, each on a line of its own; a line that goes on from the one before begins with two blanks."""
    found: list[str] = []
    for part in text.split("\n"):
        if len(part) <= WIDTH and "  " not in part:
            found.append(part.strip())
        else:
            first, *more = wrapped(_apart(part), WIDTH - len(_GOES_ON))
            found += [first, *[_GOES_ON + one for one in more]]
    return found


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
