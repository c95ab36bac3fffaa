"""Writes docs/part-and-whole.md: an invented dispatch as subscribers get it, the public's part beside it, and what is missing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from house.source import ROOT
from newsflow.copyreader import decode, read
from newsflow.domain.text import words
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.newsroom.editions.versions import measured
from newsflow.ops.demo import AGENCY_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsflow.domain.dispatch import Dispatch

PAGE = ROOT / "docs/part-and-whole.md"
COPY = ROOT / "docs/examples/dredge.txt"
WRITTEN_BY = "<!-- Written by `python -m house.part`, never by hand. -->"
NEVER_EITHER = (
    "older versions, and what changed from one to the next, word for word;",
    "advisories, notices and what is under embargo, whatever the rules say;",
    "pictures in print size, films, graphics and files; of pictures the web size, as many as the rule says;",
    "the dispatch in HAS's, IPTC's and all other formats, by API, stream, feed or archive search.",
)


def never(whole: Dispatch) -> tuple[tuple[str, str], ...]:
    """What a version has and no public page, feed or file says, with what this one has of it."""
    return (
        ("sources with the words that show them", ", ".join(source.name for source in whole.sources)),
        ("keywords", ", ".join(whole.keywords)),
        ("the packages that it is sold in", ", ".join(whole.packages)),
        ("its slug and the story's number", whole.slug),
        ("priority and urgency as figures", f"{whole.priority}, {whole.urgency}"),
        ("the note to subscribers' desks", whole.note or ""),
    )


def version(copy: Path = COPY) -> Dispatch:
    """The dispatch as the copy reader takes it from plain copy, in the demo agency's packages."""
    agency = read_agency(AGENCY_FILE)
    return read(decode(copy.read_bytes(), frozenset(agency.words)).text, agency).dispatch(agency)


def written() -> str:
    """The page."""
    top = (
        f"# A part, and the whole\n\n{WRITTEN_BY}\n",
        "An invented dispatch, read by the copy reader from [examples/dredge.txt](examples/dredge.txt), as the wire has it and as the",
        "public site shows it by the demo agency's first rule. How much that is, a rule says ([site.md](site.md#what-is-public)).",
        "`python -m house.part FILE` says the same of other plain copy, and writes nothing.\n",
    )
    return "\n".join((*top, *beside(version()))) + "\n"


def beside(whole: Dispatch) -> Iterator[str]:
    """A dispatch's lines as subscribers get it, as the public reads it, and what the public does not get."""
    agency = read_agency(AGENCY_FILE)
    part = measured(agency, whole)
    body = whole.words()
    shown, all_words = sum(len(words(one)) for one in part.summary), sum(len(words(one)) for one in body)
    yield "## What subscribers get\n"
    yield f"**{whole.headline}**\n"
    yield f"*{whole.deck}*\n"
    yield f"{', '.join(credit.name for credit in whole.credits)}\n"
    for number, text in enumerate(body, start=1):
        yield f"{number}. {text}"
    yield "\n## What the public reads\n"
    yield f"**{part.headline}**\n"
    yield f"*{part.deck}*\n"
    for text in part.summary:
        yield f"{text}\n"
    yield f"> {agency.house(whole.language).public_notice} {agency.house(whole.language).contact}\n"
    yield "Beside it: printed credits, dateline, first and updated times, the translator's credit, places and topics.\n"
    yield "## What the public does not get\n"
    yield f"- {all_words - shown} of the body's {all_words} words: the text ends after {len(part.summary)} of {len(body)} paragraphs;"
    for what, has in never(whole):
        yield f"- {what}{f' (here: {has})' if has else ' (here: none)'};"
    for what in NEVER_EITHER:
        yield f"- {what}"


def main() -> int:
    """0; the page is written, or a file's own comparison printed."""
    if len(sys.argv) > 1:
        print("\n".join(beside(version(Path(sys.argv[1])))))
        return 0
    PAGE.write_text(written(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
