"""`newsflow import`: plain agency copy from files, read into drafts."""

import json
from dataclasses import dataclass
from pathlib import Path

import click

from newsflow.copyreader import MAX_BYTES, Decoded, Reading, decode, read, reading_as_json
from newsflow.domain.agency import Agency
from newsflow.domain.errors import BadInputError
from newsflow.newsroom.drafts import create
from newsflow.ops.cli.acting import Acting, act, json_option, json_text
from newsflow.ops.cli.start import data_option, started
from newsflow.ops.preparation import agency_of

_SHOWN = 100
_LAYOUT = "\t\n\r\f"
ONE_STRANGE_IN = 20
"""A file with more control characters than one in so many is no text: line noise has fewer, pictures twice as many."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One file, read."""

    file: Path
    decoded: Decoded
    reading: Reading


@click.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE…",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--dry-run", is_flag=True, help="Only say what is recognised; store nothing, need no database.")
@json_option
@data_option
def import_copy(*, files: tuple[Path, ...], dry_run: bool, as_json: bool, data: Path | None) -> None:
    """Read plain agency copy from FILE… and make a draft of each.

    With --json: the draft by the field names of docs/formats/draft.md, each guess with the words it came from;
    one object for one file, a list for several.

    Example: newsflow import --dry-run --json dispatch.txt
    """
    agency = agency_of(started(data=data)) if dry_run else act(data, _its_agency)
    copies = [read_file(file, agency) for file in files]
    drafts = [] if dry_run else act(data, lambda acting: store(acting, copies))
    if as_json:
        shown = [_as_json(copy, agency) for copy in copies]
        for one, draft in zip(shown, drafts, strict=False):
            one["draft"] = draft
        click.echo(json_text(shown[0] if len(shown) == 1 else shown))
        return
    for place, copy in enumerate(copies):
        _show(copy, agency, drafts[place] if drafts else None)


async def _its_agency(acting: Acting) -> Agency:
    return acting.agency


def read_file(file: Path, agency: Agency) -> Copy:
    """A file's copy, read. Raises BadInputError when it is too large, empty, or no plain text."""
    with file.open("rb") as opened:
        content = opened.read(MAX_BYTES + 1)
    decoded = decode(content, frozenset(agency.words))
    text = decoded.text.strip("\ufeff \t\r\n\0")
    if not text:
        raise BadInputError(
            "There is no copy in this file.", f"{file} is empty.", "Give the dispatch's file."
        )
    strange = sum(1 for sign in text if sign < " " and sign not in _LAYOUT)
    if strange * ONE_STRANGE_IN > len(text):
        raise BadInputError(
            "This is no plain copy.",
            f"{file} holds {strange} control characters in {len(text)}.",
            "Save it as plain text; a picture or a video comes in with `newsflow asset-add`.",
        )
    return Copy(file, decoded, read(decoded.text, agency))


def _as_json(copy: Copy, agency: Agency) -> dict[str, object]:
    found: dict[str, object] = {"file": str(copy.file), "encoding": copy.decoded.encoding}
    found["encoding_certain"] = copy.decoded.certain
    found.update(reading_as_json(copy.reading, agency))
    return found


async def store(acting: Acting, copies: list[Copy]) -> list[int]:
    """Store each copy's draft, with the reader's account of it; gives their ids."""
    ids: list[int] = []
    for copy in copies:
        account = json.dumps(_as_json(copy, acting.agency), ensure_ascii=False)
        content = copy.reading.dispatch(acting.agency)
        ids.append(await create(acting.db, content, acting.clock(), reading=account))
    return ids


def _show(copy: Copy, agency: Agency, draft: int | None) -> None:
    """Print what was recognised, a line a part, for people."""
    reading, encoding = copy.reading, copy.decoded
    sure = "" if encoding.certain else " (guessed)"
    made = "not stored" if draft is None else f"draft {draft}"
    click.echo(f"{copy.file}: {made}, {encoding.encoding}{sure}")
    for guess in reading.guesses:
        click.echo(f"  {guess.field:<20} {_cut(guess.value)}  ← {guess.because}")
    click.echo(f"  {'body':<20} {len(reading.body)} blocks")
    for piece in reading.furniture:
        click.echo(f"  {'not copy':<20} {_cut(piece.words)}  ← {piece.kind.value.replace('_', ' ')}")
    filled = reading.dispatch(agency)
    for field in reading.missing():
        click.echo(f"  {field:<20} {_cut(str(getattr(filled, field)))}  ← not in the copy: the default")


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"
