"""XML as we write it: text and elements, NFC, and no character that XML 1.0 forbids.

Elements are put down in their order, under the names that they have in the document (prefix included), and come out
indented by two, as libxml2 would write them. Building its tree first took four times as long (docs/benchmarks.md).
"""

import re
from dataclasses import dataclass, field
from unicodedata import is_normalized

from newsflow.domain.text import nfc

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'

_GAPS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ODD = re.compile(f"{_GAPS.pattern}|{_FORBIDDEN.pattern}")
"""Any of them: most texts that are not printable hold a blank that never breaks, or a mark of direction."""
_CODE = re.compile(r"[!#-%'-;=?-~]+").fullmatch
"""What stands in an attribute as it is: a code, a number, an address."""
_STRAY = re.compile(r"[\x0b\x0c\r\x1c-\x1f]")
"""What `clean` makes a blank of."""


def clean(text: str) -> str:
    """The text as XML may hold it, NFC: odd breaks as spaces, no control characters; emoji and bidi marks stay."""
    if text.isprintable() and is_normalized("NFC", text):
        # Most texts: what is printable has no control character, and no blank but the ordinary one.
        return text
    if _ODD.search(text) is not None:
        text = _FORBIDDEN.sub("", _GAPS.sub(" ", text))
    return nfc(text)


def line(text: str) -> str:
    """The text on one line, for headlines and names."""
    return text if is_line(text) else " ".join(clean(text).split())


def is_line(text: str) -> bool:
    """Whether the text is as `line` makes it."""
    return text.isprintable() and "  " not in text and text.strip(" ") == text and is_normalized("NFC", text)


def lines(texts: list[str]) -> list[str]:
    """`line` of each text. They are looked at once, as a whole, since most are as they should be."""
    return texts if is_line(" ".join(texts)) else [line(text) for text in texts]


def escaped(text: str) -> str:
    """The text as it stands between tags. What XML cannot hold at all is gone, whoever let it through."""
    if not text.isprintable():
        text = _FORBIDDEN.sub("", _STRAY.sub(" ", text))
    return _between_tags(text)


def readable(text: str) -> str:
    """The text, `clean`, as it stands between tags."""
    return _between_tags(clean(text))


def _between_tags(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def quoted(value: str) -> str:
    """The value on one line, as it stands between the quotes of an attribute."""
    if _CODE(value) is not None:
        return value
    text = escaped(line(value))
    return text.replace('"', "&quot;") if '"' in text else text


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked place, where something is to be put in later (`core`)."""

    name: str


@dataclass(slots=True, eq=False)
class Element:
    """An element that is being written: `add` and `put` put others into it, in their order."""

    name: str
    start: str
    """Its first tag, still open: `<name id="7"`."""
    markup: str | None
    """What it holds where that is words, with what stands among them; nothing else goes into it then."""
    indent: str
    """What each of its children's lines begins with."""
    inside: list["str | Element | Mark"] = field(default_factory=list["str | Element | Mark"])

    def set(self, name: str, value: str) -> None:
        """One more attribute."""
        self.start += f' {name}="{quoted(value)}"'


def root(name: str, **attributes: str) -> Element:
    """A document's first element; `xmlns` and `xmlns:…` declare what the names in it mean."""
    return Element(name, _start(name, attributes), None, "  ")


def add(parent: Element, name: str, text: str | None = None, /, **attributes: str | None) -> Element:
    """A child. `lang` is written `xml:lang`; an attribute that is None is left out."""
    markup = None if text is None else escaped(text)
    child = Element(name, _start(name, attributes), markup, parent.indent + "  ")
    parent.inside.append(child)
    return child


def put(parent: Element, name: str, text: str | None = None, /, **attributes: str | None) -> None:
    """The same for a child that is whole at once, as most are."""
    start = _start(name, attributes) if attributes else "<" + name
    end = "/>\n" if text is None else f">{escaped(text)}</{name}>\n"
    parent.inside.append(f"{parent.indent}{start}{end}")


def put_markup(parent: Element, name: str, markup: str) -> None:
    """A child that holds words with tags among them, escaped already."""
    parent.inside.append(f"{parent.indent}<{name}>{markup}</{name}>\n")


def markup(name: str, text: str, /, **attributes: str | None) -> str:
    """An element of HTML with its words, to stand among others in `put_markup`."""
    return enclosed(name, escaped(text), **attributes)


def enclosed(name: str, inside: str, /, **attributes: str | None) -> str:
    """The same around what is escaped already."""
    return f"{_start(name, attributes, lang='lang')}>{inside}</{name}>"


def _start(name: str, attributes: dict[str, str | None] | dict[str, str], *, lang: str = "xml:lang") -> str:
    start = "<" + name
    for key, value in attributes.items():
        if value is not None:
            start += f' {lang if key == "lang" else key}="{quoted(value)}"'
    return start


def pieces(element: Element, found: list["str | Mark"]) -> None:
    """Append what the element is written as; one with others inside takes a line for each."""
    indent = element.indent[2:]
    if element.markup is not None:
        found.append(f"{indent}{element.start}>{element.markup}</{element.name}>\n")
    elif not element.inside:
        found.append(f"{indent}{element.start}/>\n")
    else:
        found.append(f"{indent}{element.start}>\n")
        inside(element, found)
        found.append(f"{indent}</{element.name}>\n")


def inside(element: Element, found: list["str | Mark"]) -> None:
    """Append what stands inside the element."""
    for child in element.inside:
        if isinstance(child, Element):
            pieces(child, found)
        else:
            found.append(child)
