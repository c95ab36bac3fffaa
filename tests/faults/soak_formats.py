"""Generated items against schema or grammar, seeded: `python -m tests.faults.soak_formats --minutes 2 --seed 1`.

Each item goes out in every format that has one, with its links and without any.

NEWSFLOW_SCHEMAS names the folder of the official schemas. A round is 2,000 items in each format; rounds follow, each with
a seed of its own, until the minutes are over, the first whole one however long it takes.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from newsflow.documents.schemas import ENDINGS, Check, checks_of
from newsflow.formats.names import Format
from newsflow.formats.sheet import NO_LINKS
from newsflow.formats.writers import WRITERS, document
from tests.faults.soaking import arguments, ended
from tests.formats.grammar import atom_fault
from tests.formats.items import choices, items

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROUND = 2_000


def checks(folder: Path) -> dict[Format, Check]:
    """The schemas in the folder, for the formats that we write."""
    found = (path for path in folder.rglob("*") if path.suffix in ENDINGS and "newscodes" not in path.parts)
    held = checks_of({path.relative_to(folder).as_posix(): path.read_bytes() for path in found})
    known = {form: check for form, check in held.items() if form in WRITERS}
    return {**known, Format.ATOM: atom_fault}


def faults(held: Mapping[Format, Check], seed: int, ends: float, counted: Counter[Format]) -> Iterator[str]:
    """What the schemas say against documents; the documents are counted by format."""
    made = (made for turn in count() for made in items(seed + turn, ROUND))
    for number, one in enumerate(made):
        if number >= ROUND and time.monotonic() >= ends:
            return
        for form, check in held.items():
            for links in (one.links, NO_LINKS):
                fault = check(document(form, one.sheet, links, choices(number)))
                if fault is not None:
                    yield f"{form.value}, seed {seed + number // ROUND}, {one.sheet.header.guid}: {fault}"
            counted[form] += 1


def main() -> int:
    """0 when every document stood up to its schema, else 1."""
    parser = arguments("formats", minutes=2.0)
    parser.add_argument("--schemas", type=Path, default=os.environ.get("NEWSFLOW_SCHEMAS"))
    asked = parser.parse_args()
    if asked.schemas is None:
        print("NEWSFLOW_SCHEMAS names no folder of schemas: nothing was held against any", file=sys.stderr)  # noqa: T201 - a program for people
        return 1
    began, counted = time.monotonic(), Counter[Format]()
    found = list(faults(checks(asked.schemas), asked.seed, began + asked.minutes * 60, counted))
    if not counted:
        found.append("no document was held against any schema")
    said = ", ".join(f"{form.value} {count}" for form, count in sorted(counted.items()))
    return ended(f"{said}, in {time.monotonic() - began:.0f} s", asked.seed, found)


if __name__ == "__main__":
    sys.exit(main())
