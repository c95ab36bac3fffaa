"""The press as its worker sees it: a folder prepared, a process started, its lines read, its end bounded."""

import asyncio
import contextlib
import os
import sys
from pathlib import Path

import msgspec

from newsflow.domain.codes import ItemType
from newsflow.domain.media import Rendition, RenditionName
from newsflow.media import sniff
from newsflow.media.assets import Asset
from newsflow.media.facts import Facts
from newsflow.media.orders import GRAPHIC_FILE, ORDER_FILE, ORIGINAL_FILE, Order, PageFile, Said
from newsflow.objects import ObjectStore

PRESS = "newsflow.media.press"
LONGEST_LINE_BYTES = 8_388_608
RASTERS = frozenset({sniff.JPEG, sniff.PNG, sniff.TIFF})
PAGES = frozenset({sniff.PDF, sniff.POSTSCRIPT})


class PressDiedError(Exception):
    """The press ended without a last word: broken by the file, out of memory, or killed."""

    def __init__(self, code: int) -> None:
        """Keep the exit code, negative for a signal's number."""
        super().__init__(code)
        self.code = code


class PressLateError(Exception):
    """The press took longer than it may."""


class Press:
    """One run of the press in one folder."""

    def __init__(self, folder: Path) -> None:
        """Work in `folder`, which holds the order and the original."""
        self._folder = folder
        self.percent = 0
        """How far it is."""

    async def run(self, limit_s: float) -> Said:
        """The press's last word. Raises PressDiedError, PressLateError; leaves no process behind."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            PRESS,
            str(self._folder),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=LONGEST_LINE_BYTES,
            env=self.environment(),
        )
        assert process.stdout is not None
        try:
            async with asyncio.timeout(limit_s):
                said = await self._read(process.stdout)
                code = await process.wait()
        except TimeoutError:
            raise PressLateError from None
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        if said is None or code != 0:
            raise PressDiedError(code)
        return said

    async def _read(self, lines: asyncio.StreamReader) -> Said | None:
        last: Said | None = None
        async for line in lines:
            said = msgspec.json.decode(line, type=Said)
            self.percent = said.percent
            if said.made is not None or said.refused is not None:
                last = said
        return last

    def environment(self) -> dict[str, str]:
        """Nothing of ours, least of all secrets; its own folder for temporary files."""
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LANG") if name in os.environ}
        return {**kept, "TMPDIR": str(self._folder), "MALLOC_ARENA_MAX": "2"}


async def prepare(store: ObjectStore, asset: Asset, folder: Path, house: Facts) -> None:
    """Put the original and the order into the press's folder. Raises NotFoundError when the file was erased."""
    await store.fetch(asset.original.sha256, folder / ORIGINAL_FILE)
    raster = _raster(asset)
    if raster is not None:
        await store.fetch(raster.sha256, folder / GRAPHIC_FILE)
    pages = _pages(asset)
    for page in pages:
        await store.fetch(page.sha256, folder / page.sha256)
    order = Order(
        kind=asset.kind,
        type=asset.original.type,
        file_name=asset.file_name,
        given=asset.given,
        house=house,
        raster_type=None if raster is None else raster.type,
        pages=pages,
    )
    (folder / ORDER_FILE).write_bytes(msgspec.json.encode(order))


def _pages(asset: Asset) -> tuple[PageFile, ...]:
    """A graphic's files that have a page; each once."""
    if asset.kind is not ItemType.GRAPH:
        return ()
    drawings = (each for each in (asset.original, *asset.companions) if each.type in PAGES)
    return tuple({each.sha256: PageFile(sha256=each.sha256, type=each.type) for each in drawings}.values())


def _raster(asset: Asset) -> Rendition | None:
    """The file that a graphic's raster is made from: a picture before a PDF, a PDF before an AI that holds one."""
    if asset.kind is not ItemType.GRAPH:
        return None
    found = (*asset.companions, asset.original)
    pictures = [each for each in found if each.type in RASTERS]
    pages = sorted((each for each in found if each.type == sniff.PDF), key=_is_illustrator)
    return next(iter((*pictures, *pages)), None)


def _is_illustrator(rendition: Rendition) -> bool:
    return rendition.name is RenditionName.AI
