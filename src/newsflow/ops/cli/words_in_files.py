"""Words given with a command go into the files before these go out: the worker makes them again, and we wait for it."""

import time
from collections.abc import Sequence
from pathlib import Path

import click

from newsflow.domain.codes import ItemType
from newsflow.domain.errors import ConflictError
from newsflow.media import Asset, AssetId, AssetState, Facts, chosen, give_words, remake
from newsflow.media.facts import NOTHING_SAID
from newsflow.newsroom.from_assets import Words, said
from newsflow.ops.cli.acting import Acting, act

WAIT_S = 600
"""How long a command waits for the worker, unless it says otherwise."""
LOOK_EVERY_S = 0.5


async def say_words(acting: Acting, members: Sequence[Words]) -> list[AssetId]:
    """Take the words for the assets; gives those to wait for, as their files must hold the words first.

    One that a worker has not made yet with these words, after an earlier try, is waited for and not begun anew. A
    file of the type "file" goes out as it came, so its words stand in the documents alone. Raises ConflictError for
    an asset that was refused.
    """
    again: list[AssetId] = []
    for words, asset in zip(
        members, await chosen(acting.db, [AssetId(one.asset) for one in members]), strict=True
    ):
        if asset.state is AssetState.REFUSED:
            raise _refused(asset)
        told = said(words).plain()
        given = told.over(asset.given)
        if _says_more(given, asset) and asset.kind is not ItemType.FILE:
            await remake(acting.db, asset.id, given, acting.clock())
            again.append(asset.id)
        elif asset.state is not AssetState.READY and told != NOTHING_SAID:
            again.append(asset.id)
        elif given != asset.given:
            await give_words(acting.db, asset.id, given, acting.clock())
    return again


def wait_for_files(data: Path | None, assets: Sequence[AssetId], wait_s: int) -> None:
    """Return when the worker has made these again; how far it is goes to standard error.

    Raises ConflictError when one was refused, or when the time is over: the words are kept, and the same command
    goes on from there.
    """
    if not assets:
        return

    async def look(acting: Acting) -> tuple[Asset, ...]:
        return await chosen(acting.db, assets)

    until, told = time.monotonic() + wait_s, -1
    while True:
        found = act(data, look)
        for each in found:
            if each.state is AssetState.REFUSED:
                raise _refused(each)
        if all(each.state is AssetState.READY for each in found):
            return
        done = sum(100 if each.state is AssetState.READY else each.progress for each in found) // len(found)
        if done != told:
            click.echo(f"The words go into {len(found)} files: {done} %", err=True)
            told = done
        if time.monotonic() >= until:
            raise ConflictError(
                f"The worker did not put the words into the files within {wait_s} s.",
                f"{len(found)} files, {done} per cent; nothing went out, and the words are kept.",
                "See that a node or `newsflow work` runs, then give the same command again.",
            )
        time.sleep(LOOK_EVERY_S)


def _refused(asset: Asset) -> ConflictError:
    return ConflictError(
        f"“{asset.file_name}” was refused.", asset.because or "", "Send another file, or leave it out."
    )


def _says_more(given: Facts, asset: Asset) -> bool:
    """Whether these words differ from what the files hold: the words given before, and the file's own."""
    return given.over(asset.facts) != asset.facts
