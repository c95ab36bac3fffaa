"""What writing a document costs, beside json.dumps, or libxml2, writing the same bytes from Python's values.

Each format writes the same generated items, texts and media, with their links: from sheet to bytes, which is done once for a
version, and again from the core that was kept, which is what each request pays. The limit gets its values ready, and works
nothing out:

- JSON: `json.dumps` of the parsed document;
- XML: libxml2 builds the document's elements from tuples and dicts, through lxml, and puts them out, since `json.dumps`
  starts from Python's values too. What putting out alone takes, of a tree that stands, is told beside it;
- text (plain, mail, IPTC 7901) has no serialiser that writes the same bytes. Encoding a finished string would be no limit,
  since whoever writes a text must lay its words out. From the sheet the limit is `json.dumps` of the version's own fields: it
  starts where we start and writes every word once, but breaks no lines as mail and 7901 must, so that it is less than the
  same bytes cost anybody. Of IPTC 7901 it puts those of its texts that need it into other letters too, with our own
  function: whoever writes seven bits must, and no part of Python does it sooner (`str.translate` takes twice as long). From the
  kept core it is that of the text's lines.

Each document is written by ours and by the limit in turns, and of each the best round counts: what else the machine does
then tells little, and on both sides. A ratio of 0.5 means that we take twice as long.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from lxml import etree
from msgspec.json import encode

from bench._stage import machine
from newsflow.formats.choices import DEFAULTS
from newsflow.formats.names import ABOUT, Format
from newsflow.formats.transliteration import transliterated
from newsflow.formats.writers import WRITERS, document
from tests.formats.items import items

if TYPE_CHECKING:
    from tests.formats.items import Made

SEED, COUNT = 3, 100
TEXTS = frozenset({Format.TEXT, Format.MAIL, Format.IPTC_7901})


Work = Callable[[int], object]
"""Writes the document of that place in the list."""
XML_HEAD = b"<!DOCTYPE html>\n"


class Values(NamedTuple):
    """An element as Python's values."""

    tag: str
    attributes: dict[str, str]
    text: str | None
    tail: str | None
    prefixes: dict[str | None, str]
    inside: list[Values]


@dataclass(frozen=True, slots=True)
class Limits:
    """What the limit does from the sheet's side and from the kept core's; `finished` of an XML tree that stands."""

    sheet: Work
    kept: Work
    finished: Work | None
    called: str


def limits(form: Format, made: Sequence[Made], written: Sequence[bytes]) -> Limits:
    """What puts out the same."""
    if "json" in ABOUT[form].media_type:
        trees = [json.loads(body) for body in written]
        work = _of(trees, dumped)
        return Limits(work, work, None, "json.dumps writing the same bytes from their values")
    if form in TEXTS:
        facts = [json.loads(encode((sheet.header, sheet.content, sheet.first_at))) for sheet, _ in made]
        lines = [body.decode("utf-8", "replace").split("\n") for body in written]
        kept = _of(lines, dumped)
        if form is not Format.IPTC_7901:
            called = "json.dumps writing the version's fields; from a kept core, the text's lines"
            return Limits(_of(facts, dumped), kept, None, called)
        foreign = [(each, "\n".join(_foreign(each))) for each in facts]
        called = "json.dumps writing the version's fields, with its texts put into other letters; from a kept core, the text's lines"
        return Limits(_of(foreign, in_seven_bits), kept, None, called)
    roots = [etree.fromstring(body.removeprefix(XML_HEAD)) for body in written]
    work = _of([values(each) for each in roots], built)
    return Limits(work, work, _of(roots, put_out), "libxml2 writing the same bytes from their values")


def dumped(tree: Any) -> bytes:
    """The values as JSON."""
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()


def in_seven_bits(given: tuple[Any, str]) -> bytes:
    """The same, and its foreign texts in the letters that IPTC 7901 has."""
    tree, foreign = given
    return dumped(tree) + transliterated(foreign, DEFAULTS.iptc_charset).encode()


def _foreign(tree: Any) -> Iterator[str]:
    """The texts in it that are not in seven bits."""
    if isinstance(tree, str):
        if not tree.isascii():
            yield tree
    elif isinstance(tree, dict):
        yield from _foreign(list(cast("dict[str, Any]", tree).values()))
    elif isinstance(tree, list):
        for each in cast("list[Any]", tree):
            yield from _foreign(each)


def put_out(tree: etree._Element) -> bytes:
    """The tree as XML."""
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True)


def values(element: etree._Element) -> Values:
    """An element as Python's values."""
    known = dict(element.attrib)
    inside = [values(child) for child in element]
    return Values(str(element.tag), known, element.text, element.tail, dict(element.nsmap), inside)


def built(document: Values) -> bytes:
    """The document, its tree built and put out."""
    outer = etree.Element(document.tag, document.attributes, nsmap=document.prefixes)
    outer.text = document.text
    _build(outer, document.inside)
    return put_out(outer)


def _build(parent: etree._Element, inside: Sequence[Values]) -> None:
    for each in inside:
        child = etree.SubElement(parent, each.tag, each.attributes)
        child.text, child.tail = each.text, each.tail
        _build(child, each.inside)


def _of(given: Sequence[Any], work: Callable[[Any], bytes]) -> Work:
    return lambda place: work(given[place])


def best(works: Sequence[Work], count: int, rounds: int) -> list[float]:
    """How long each work takes for so many documents, in seconds: of each document its best round."""
    taken = [[math.inf] * count for _ in works]
    for _ in range(rounds):
        for place in range(count):
            for work, times in zip(works, taken, strict=True):
                begun = time.perf_counter()
                work(place)
                times[place] = min(times[place], time.perf_counter() - begun)
    return [sum(times) for times in taken]


def measured(*, quick: bool) -> list[dict[str, Any]]:
    """Two figures for each format."""
    made = list(items(SEED, COUNT if quick else COUNT * 4))
    return [row for form in WRITERS for row in figures(form, made, 5 if quick else 20)]


def figures(form: Format, made: Sequence[Made], rounds: int) -> list[dict[str, Any]]:
    """From sheet to bytes, and from a kept core: ours and the limit's in turns."""
    writer = WRITERS[form]
    cores = [writer.core(sheet, DEFAULTS) for sheet, _ in made]

    def ours(place: int) -> bytes:
        return document(form, *made[place], DEFAULTS)

    def kept(place: int) -> bytes:
        sheet, links = made[place]
        return writer.whole(sheet, writer.joined(cores[place], sheet, links, DEFAULTS))

    beside = limits(form, made, [document(form, *each, DEFAULTS) for each in made])
    works = (ours, beside.sheet, kept, beside.kept, beside.finished or beside.kept)
    sheet_s, sheet_limit, kept_s, kept_limit, finished = best(works, len(made), rounds)
    what = f"documents in {ABOUT[form].standard}"
    told = beside.called
    if beside.finished is not None:
        told += f" ({len(made) / finished:,.0f}/s where the tree stands already)"
    return [
        _figure(form.value, f"{what}, from sheet to bytes, beside {told}", len(made), sheet_s, sheet_limit),
        _figure(f"{form.value} kept", f"{what}, from a kept core, beside {told}", len(made), kept_s, kept_limit),
    ]  # fmt: skip


def _figure(name: str, what: str, count: int, ours: float, limit: float) -> dict[str, Any]:
    return {
        "name": name,
        "what": what,
        "figure": round(count / ours, 1),
        "limit": round(count / limit, 1),
        "ratio": round(limit / ours, 3),
        "unit": "documents/s",
        "machine": machine(),
    }


def main() -> None:
    """Print the figures, as lines or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a hundred items, five rounds")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measured(quick=asked.quick)
    if asked.json:
        print(json.dumps(found))
        return
    for each in found:
        print(
            f"{each['name']:16} {each['figure']:>10,.0f} {each['limit']:>10,.0f} documents/s  {each['ratio']:.2f}"
        )


if __name__ == "__main__":
    main()
