"""What writing a document costs, beside json.dumps, or libxml2, putting out the same bytes from a tree that is ready.

Each format writes the same generated items, texts and media, with their links: from sheet to bytes, which is done once for a
version, and again from the core that was kept, which is what each request pays. The limit is
`json.dumps` of the parsed document for JSON, libxml2's serialiser on the parsed tree for XML, `json.dumps` of the text as
one string for formats that are text. A ratio of 0.5 means that we take twice as long.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from bench._stage import machine
from newsflow.formats.choices import DEFAULTS
from newsflow.formats.names import ABOUT, Format
from newsflow.formats.writers import WRITERS, document
from tests.formats.items import items

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.formats.items import Made

SEED, COUNT = 3, 100
TEXTS = frozenset({Format.TEXT, Format.MAIL, Format.IPTC_7901})


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds for all items, the best of the rounds."""

    ours: float
    kept: float
    limit: float


def reference(form: Format, written: Sequence[bytes]) -> Callable[[], None]:
    """What puts out the same bytes."""
    if "json" in ABOUT[form].media_type:
        trees = [json.loads(body) for body in written]
        return lambda: _each(
            trees, lambda tree: json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()
        )
    if form in TEXTS:
        texts = [body.decode("utf-8", "replace") for body in written]
        return lambda: _each(texts, lambda text: json.dumps(text, ensure_ascii=False).encode())
    roots = [etree.fromstring(body.removeprefix(b"<!DOCTYPE html>\n")) for body in written]
    return lambda: _each(roots, lambda root: etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _each(values: Sequence[Any], work: Callable[[Any], bytes]) -> None:
    for value in values:
        work(value)


def seconds(work: Callable[[], None]) -> float:
    """How long it takes once."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def costs(form: Format, made: Sequence[Made], rounds: int) -> Costs:
    """Ours and the limit's, in turns."""
    written = [document(form, *each, DEFAULTS) for each in made]
    limit = reference(form, written)

    def ours() -> None:
        for sheet, links in made:
            document(form, sheet, links, DEFAULTS)

    writer = WRITERS[form]
    cores = [writer.core(sheet, DEFAULTS) for sheet, _ in made]

    def kept() -> None:
        for core, (sheet, links) in zip(cores, made, strict=True):
            writer.whole(sheet, writer.joined(core, sheet, links, DEFAULTS))

    taken = [(seconds(ours), seconds(kept), seconds(limit)) for _ in range(rounds)]
    return Costs(*(min(column) for column in zip(*taken, strict=True)))


def measured(*, quick: bool) -> list[dict[str, Any]]:
    """A figure for each format."""
    made = list(items(SEED, COUNT if quick else COUNT * 4))
    found: list[dict[str, Any]] = []
    for form in WRITERS:
        cost = costs(form, made, 5 if quick else 20)
        said = f"documents in {ABOUT[form].standard}"
        beside = "json.dumps" if "json" in ABOUT[form].media_type or form in TEXTS else "libxml2"
        beside += " putting out the same bytes"
        found.append(
            _figure(
                form.value, f"{said} from sheet to bytes, beside {beside}", len(made), cost.ours, cost.limit
            )
        )
        found.append(
            _figure(
                f"{form.value} kept",
                f"{said} from a kept core, beside {beside}",
                len(made),
                cost.kept,
                cost.limit,
            )
        )
    return found


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
