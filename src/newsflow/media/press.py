"""The press: a process of its own that decodes one file and writes its renditions (`python -m newsflow.media.press`).

It works on strangers' files, so it has bounds on memory and file size, runs behind the rest, and ends when the worker
that started it ends: its standard input closes then.
"""

import os
import resource
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from newsflow.domain.codes import ItemType
from newsflow.domain.worded import packed
from newsflow.media.facts import NOTHING_SAID, Facts
from newsflow.media.limits import MAX_RENDITION_BYTES, MEMORY_LIMIT_BYTES
from newsflow.media.orders import GRAPHIC_FILE, ORDER_FILE, ORIGINAL_FILE, Made, Order, PageSize, Said
from newsflow.media.refusal import RefusedFileError

BEHIND = 10
"""Added to our niceness, so that text goes first."""
ORPHANED = 3
"""The exit code of a press whose worker is gone."""


def say(said: Said) -> None:
    """Write one line to the worker."""
    sys.stdout.buffer.write(msgspec.json.encode(said) + b"\n")
    sys.stdout.buffer.flush()


def _end_with_worker() -> None:
    # Not through sys.stdin: a thread that sleeps in its lock cannot be left behind when the interpreter ends.
    while os.read(0, 1):
        continue
    os._exit(ORPHANED)


def bound() -> None:
    """Nothing; holds this process to its memory and file size, and puts it behind the rest."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY_LIMIT_BYTES),
        (resource.RLIMIT_FSIZE, MAX_RENDITION_BYTES),
    ):
        hard = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    os.nice(BEHIND)


def work(folder: Path) -> Said:
    """Do the order in the folder; gives what was made, or why the file is refused."""
    order = msgspec.json.decode((folder / ORDER_FILE).read_bytes(), type=Order)
    try:
        made, facts = _made(folder, order)
    except RefusedFileError as error:
        return Said(refused=packed(error.because))
    return Said(percent=100, made=made, facts=facts, pages=tuple(_measured(folder, order)))


def _made(folder: Path, order: Order) -> tuple[tuple[Made, ...], Facts]:
    original = folder / ORIGINAL_FILE
    if order.kind is ItemType.PICTURE:
        from newsflow.media import pictures  # noqa: PLC0415 - a film needs no libvips in memory

        return pictures.make(original, folder, order)
    if order.kind is ItemType.VIDEO:
        from newsflow.media import films  # noqa: PLC0415 - a picture needs no ffmpeg in memory

        return films.make(original, folder, order, _progress())
    if order.kind is ItemType.GRAPH and order.raster_type is not None:
        from newsflow.media import graphics  # noqa: PLC0415 - a film needs no libvips in memory

        return graphics.make(folder / GRAPHIC_FILE, order.raster_type, folder, order)
    return (), NOTHING_SAID


def _measured(folder: Path, order: Order) -> Iterator[PageSize]:
    from newsflow.media import page_size  # noqa: PLC0415 — see above

    for page in order.pages:
        size = page_size.measured(folder / page.sha256, page.type)
        if size is not None:
            yield PageSize(sha256=page.sha256, width=size[0], height=size[1])


def _progress() -> Callable[[int], None]:
    """Says each per cent once."""
    last = 0

    def tell(percent: int) -> None:
        nonlocal last
        if percent > last:
            last = percent
            say(Said(percent=percent))

    return tell


def main() -> None:
    """Nothing; works in the folder that the first argument names."""
    threading.Thread(target=_end_with_worker, daemon=True).start()
    bound()
    say(work(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
