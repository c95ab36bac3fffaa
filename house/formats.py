"""Writes docs/formats/ from the tables of the writers: `make formats`."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import sys
from typing import TYPE_CHECKING

from house.source import ROOT
from newsflow.domain.codes import ItemType
from newsflow.formats.names import ABOUT, FEEDS, Format, media_type
from newsflow.formats.transliteration import TABLES
from newsflow.formats.writers import WRITERS

if TYPE_CHECKING:
    from types import ModuleType

    from newsflow.formats.fields import Page, Row

FOLDER = "docs/formats"
WRITTEN_BY = "<!-- Written by `make formats` from the tables beside the writers, never by hand. -->"
OVERVIEW = """\
# Formats

{written}

An item can be had in any of these. A program asks `/v1/items/<guid>/document?format=NAME`, or reads the wire with
`/v1/entries?format=NAME` ([API](../api/README.md)); the three feeds have addresses of their own ([feeds](../api/feeds.md)).
The desk shows each on an item's page; `newsflow render GUID --format NAME` prints one,
`newsflow formats` lists them. The same bytes go out on every channel. Each page links to documents to try a reader on.

| name | standard | media type |
|---|---|---|
{rows}

[draft.md](draft.md) and [series.md](series.md) are what we read, not what we write.

## What is the same in all

- **UTF-8, NFC**, without a mark of byte order; IPTC 7901 in the charset that its receiver reads.
- **Dates** are in UTC, whole seconds, with `Z`: older readers choke on milliseconds and offsets. A date without a time stays one.
  What a source states of itself (`taken_at`, its own dates) stands in facts of our own as the source wrote it.
- **One id for life.** The guid is the item's id in every format, its version is counted up; guid, version and the wire's
  epoch are the key under which an entry counts once (`1/nf:text:20261124:42/3`).
- **Status.** Usable; withheld on hold, under embargo, and for advisories and notices; canceled after a kill or withdrawal. An embargo's end
  is a version of its own: a receiver that reads the status alone is safe. Under embargo a line in the house's words opens the text.
- **A stopped item** is its notice under its own id: mark, slug, time, reason. No word of its copy is in it. Whoever cannot
  see versions is told by a notice with an id of its own, in every format.
- **Media topics and the old subject codes** stand side by side, where the format has room for codes. `newsflow codes load`
  puts the whole tree in force; the top level ships. A retired topic goes out as what is used in its place.
- **Other items** (of the story, the series, the original, translations) are links, and each was asked of the asker's
  contracts. They are rendered apart, so that the rest is rendered once.
- **Credits that are not to be printed, and the subscribers that a use term names,** leave the house in no format.

## Receivers differ

A subscriber takes a list of formats, the best first (`newsflow formats-take`), each with its choices. The defaults are what the
most receivers read.

| choice | default | for whom |
|---|---|---|
| `g2_body` | `nitf` | NewsML-G2: `xhtml` for receivers that know no NITF; `inline-data` for those that read the text as escaped HTML |
| `plain_paragraphs` | `false` | `true` where a receiver cuts a paragraph at its first tag inside (it reads an element's text and not what follows its children): links become their words |
| `media_only` | `false` | ninjs: `true` where a receiver takes each association in as an item of its own (Superdesk does): media stay, other items are left out |
| `iptc_charset` | `ascii` | IPTC 7901: `latin-1` where Western letters are read, `utf-8` where everything is |

Oddities that need no choice, since what we write is read by both kinds: milliseconds in dates are refused by some (we write none);
the lists of ninjs 2.x and 3.x are read as empty by readers of 1.x (they take `ninjs-1.6`); a feed's `guid` is never looked at
again by some (a notice tells of what happened).

## What it costs

A version is rendered once in a format, and kept; a request fills in links. `python -m bench.formats` times both beside
`json.dumps`, or libxml2, writing the same bytes from values that are ready ([benchmarks](../benchmarks.md)). From a kept core every
format takes at most twice the limit, most take less than it. From an item's facts the XML formats take at most twice, plain text
two to two and a half times; ninjs, JSON Feed, mail and IPTC 7901 take about three times: there the limit is given what
we first work out, once a version. Putting out a tree of libxml2 that stands already takes a tenth of building it.

## Held against schemas

`newsflow schemas load DIR` puts the official schemas in force: each document is then held against its own, once, before it is
first served. What fails is parked: that format of that version is not served, the desk is told (`/desk/parked`,
`newsflow parked`), and the subscriber gets the next format that it takes. A hold, kill or withdrawal is never parked.

What is the same for everyone is held against the schema without any links; then each document with the links that one asker
may see, once in a process. A fault that only those links make parks nothing for others: that asker gets its next format, and
the desk reads “with one asker's links”.
"""


GOLDEN = "tests/golden/formats"
EXAMPLES = {
    "whole_fr": "a translation with all that a text may carry",
    "correction_tr": "a correction",
    "embargoed_fr": "a text under embargo",
    "kill_fr": "a kill",
    "notice_of_kill_tr": "its notice",
    "picture": "a picture",
    "series": "a series",
}
"""The documents that a page links to, by their names in the folder."""


def folder_of(form: Format) -> str:
    """The folder of a format's writer."""
    return WRITERS[form].core.__module__.rpartition(".")[0]


def documented() -> list[Format]:
    """The formats whose writer has a table beside it."""
    return [form for form in WRITERS if importlib.util.find_spec(f"{folder_of(form)}.fields") is not None]


def rows_of(form: Format) -> tuple[Page, tuple[Row, ...]]:
    """What a format's page is made of."""
    module = importlib.import_module(f"{folder_of(form)}.fields")
    return module.PAGE, module.FIELDS


def pages() -> dict[str, str]:
    """Every page, by path."""
    rows = "\n".join(
        f"| [`{form.value}`]({form.value}.md) | {ABOUT[form].standard} | `{ABOUT[form].media_type}` |"
        for form in documented()
    )
    found = {f"{FOLDER}/README.md": OVERVIEW.format(written=WRITTEN_BY, rows=rows)}
    return found | {f"{FOLDER}/{form.value}.md": page(form) for form in documented()}


def page(form: Format) -> str:
    """One format's page."""
    about, (told, rows) = ABOUT[form], rows_of(form)
    module: ModuleType = importlib.import_module(folder_of(form))
    parts = [
        f"# {about.standard}\n",
        f"{WRITTEN_BY}\n",
        f"{inspect.getdoc(module)}\n",
        f"- Name: `{form.value}`; media type `{about.media_type}`; files end in `.{about.ending}`.",
        f"- Standard: {told.spec}",
    ]
    if form is Format.NEWSML_G2:
        parts.append(
            f"- A series or a story is a package: media type `{media_type(form, ItemType.PICTURE_GROUP)}`."
        )
    parts.append(f"- To try a reader on: {', '.join(_examples(form))}.")
    if form in FEEDS:
        parts.append(
            "- The document is a list under one head (`formats/feed.py`); of one item, a list of one."
        )
    parts += [
        "",
        "## Our fields in its words\n",
        "| ours | theirs | section | lost | odd receivers |",
        "|---|---|---|---|---|",
    ]
    parts += [_row(row) for row in rows]
    if told.odd:
        parts += ["", "## Receivers\n", *(f"- {each}" for each in told.odd)]
    if form is Format.IPTC_7901:
        parts += [
            "",
            "## Transliteration\n",
            "What is in no row loses its accents; what then is no letter of the charset is `?`.\n",
        ]
        parts += ["| script | letters |", "|---|---|"]
        parts += [f"| {name} | {letters.replace('|', '')} |" for name, letters in TABLES.items()]
    return "\n".join(parts) + "\n"


def _examples(form: Format) -> list[str]:
    """Links to documents as they go out, which the tests hold byte for byte."""
    files = sorted(path.name for path in (ROOT / GOLDEN / form.value).iterdir())
    found = {stem: next(name for name in files if name.startswith(stem)) for stem in EXAMPLES}
    return [f"[{EXAMPLES[stem]}](../../{GOLDEN}/{form.value}/{name})" for stem, name in found.items()]


def _row(row: Row) -> str:
    cells = (f"`{row.field}`", row.theirs or "—", row.spec, row.lost, row.odd)
    return "| " + " | ".join(cells) + " |"


def main() -> int:
    """0; the pages are written."""
    for path, text in pages().items():
        (ROOT / path).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
