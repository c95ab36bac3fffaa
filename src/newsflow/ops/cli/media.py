"""Commands of media: files come in, and what was made of them."""

from pathlib import Path

import click

from newsflow.domain.codes import ItemType
from newsflow.domain.media import AiUse, RenditionName
from newsflow.media import Asset, AssetState, Companion, Facts, NewAsset, add
from newsflow.media import assets as list_assets
from newsflow.media.refusal import RefusedFileError
from newsflow.objects import open_store
from newsflow.ops.cli.acting import Acting, act, json_option, show
from newsflow.ops.cli.start import data_option

KINDS = (ItemType.PICTURE, ItemType.VIDEO, ItemType.GRAPH, ItemType.FILE)
COMPANIONS = (
    RenditionName.SUBTITLES,
    RenditionName.TRANSCRIPT,
    RenditionName.AI,
    RenditionName.EPS,
    RenditionName.PDF,
    RenditionName.RASTER,
)
_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("asset-add")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=_file)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in KINDS]),
    help="What kind of item it makes; without it, what its content says.",
)
@click.option(
    "--with",
    "companions",
    multiple=True,
    metavar="NAME FILE",
    type=(click.Choice([name.value for name in COMPANIONS]), _file),
    help="A file that comes with it: a video's subtitles or transcript, a graphic in another format.",
)
@click.option(
    "--headline", help="The title, for all FILEs; what is said here goes into the files' own words."
)
@click.option("--caption", help="The caption.")
@click.option("--alt", help="What is seen.")
@click.option("--description", help="What is seen, at length, where a sentence is too little.")
@click.option("--rights", help="The terms of use, in words.")
@click.option("--instructions", help="What a subscriber's desk must heed.")
@click.option("--credit", help="The credit line.")
@click.option("--copyright", "notice", help="The copyright's words.")
@click.option("--photographer", help="Who took it.")
@click.option(
    "--ai-use",
    type=click.Choice([use.value for use in AiUse]),
    help="What machines that learn may do with it.",
)
@json_option
@data_option
def asset_add(  # noqa: PLR0917 — click hands a file's words over one by one
    files: tuple[Path, ...], kind: str | None, companions: tuple[tuple[str, Path], ...], headline: str | None,
    caption: str | None, alt: str | None, description: str | None, rights: str | None, instructions: str | None,
    credit: str | None, notice: str | None, photographer: str | None, ai_use: str | None, as_json: bool,
    data: Path | None,
) -> None:  # fmt: skip
    """Store FILE… and have the worker make renditions of each. Exit code 1 when one is refused; the others stay.

    Example: newsflow asset-add film.mp4 --with subtitles film.vtt
    """
    if companions and len(files) > 1:
        raise click.UsageError("--with goes with one FILE.")
    wanted = None if kind is None else ItemType(kind)
    given = Facts(
        headline=headline,
        caption=caption,
        alt_text=alt,
        extended_description=description,
        usage_terms=rights,
        instructions=instructions,
        credit_line=credit,
        copyright=notice,
        creator=(photographer,) if photographer else (),
        ai_use=None if ai_use is None else AiUse(ai_use),
    )
    beside = tuple(Companion(name=RenditionName(name), content=path) for name, path in companions)

    async def work(acting: Acting) -> list[dict[str, object]]:
        store = open_store(acting.settings.objects)
        rows: list[dict[str, object]] = []
        for file in files:
            new = NewAsset(file_name=file.name, content=file, kind=wanted, given=given, companions=beside)
            try:
                rows.append(_row(await add(acting.db, store, new, acting.clock())))
            except RefusedFileError as error:
                rows.append(_turned_away(file.name, error))
        return rows

    rows = act(data, work)
    show(rows, as_json=as_json, empty="Nothing was added.")
    if any(row["state"] == AssetState.REFUSED.value for row in rows):
        raise click.exceptions.Exit(1)


@click.command()
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([state.value for state in AssetState]),
    help="Only those in this state; may be given several times.",
)
@json_option
@data_option
def assets(*, states: tuple[str, ...], as_json: bool, data: Path | None) -> None:
    """List the files that came in, the newest first, and how far each is."""
    wanted = [AssetState(state) for state in states] or list(AssetState)

    async def work(acting: Acting) -> list[Asset]:
        return await list_assets(acting.db, wanted)

    show([_row(asset) for asset in act(data, work)], as_json=as_json, empty="No assets.")


def _turned_away(name: str, error: RefusedFileError) -> dict[str, object]:
    """The row of a file that the door did not let in: nothing of it is stored, and it has no id."""
    return {
        "id": None,
        "kind": None,
        "file": name,
        "state": AssetState.REFUSED.value,
        "percent": 0,
        "renditions": "",
        "because": error.because,
    }


def _row(asset: Asset) -> dict[str, object]:
    return {
        "id": asset.id,
        "kind": asset.kind.value,
        "file": asset.file_name,
        "state": asset.state.value,
        "percent": asset.progress,
        "renditions": " ".join(each.name.value for each in asset.renditions),
        "because": asset.because,
    }
