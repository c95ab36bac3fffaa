"""A letter in a script from right to left, as a page too: in plain text many programs set its lines from left to right."""

import re
from unicodedata import bidirectional
from xml.etree.ElementTree import Element, SubElement, tostring

_ADDRESS = re.compile(r"(https?://\S+)")
_RIGHT = frozenset({"R", "AL"})


def is_right_to_left(text: str) -> bool:
    """Whether a paragraph of the text is."""
    return any(_is_right_to_left(paragraph) for paragraph in text.split("\n\n"))


def _is_right_to_left(paragraph: str) -> bool:
    """Whether most letters of the paragraph are of such a script; addresses do not count."""
    kinds = [bidirectional(sign) for sign in _ADDRESS.sub("", paragraph)]
    right = sum(kind in _RIGHT for kind in kinds)
    return right > 0 and right >= kinds.count("L")


def page_of(text: str) -> str:
    """The letter as HTML: each paragraph in the direction of most of its letters, addresses as links."""
    page = Element("html", dir="rtl")
    SubElement(SubElement(page, "head"), "meta", charset="utf-8")
    body = SubElement(page, "body")
    for paragraph in text.strip().split("\n\n"):
        is_latin = not _is_right_to_left(paragraph) and not _ADDRESS.fullmatch(paragraph.strip())
        block = SubElement(body, "p", dir="ltr" if is_latin else "rtl")
        for number, line in enumerate(paragraph.split("\n")):
            if number:
                SubElement(block, "br")
            _put_line(block, line)
    return tostring(page, encoding="unicode", method="html")


def _put_line(block: Element, line: str) -> None:
    for part in _ADDRESS.split(line):
        if _ADDRESS.fullmatch(part):
            SubElement(block, "a", href=part, dir="ltr").text = part
        elif len(block):
            block[-1].tail = (block[-1].tail or "") + part
        else:
            block.text = (block.text or "") + part
