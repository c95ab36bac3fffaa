"""Media in a bucket: what a backup writes down of them, and what a restore looks for.

The bytes are not copied. A bucket is larger than what one machine should carry about, and its keeper has better means
(versions, replication). What a backup owes is the list: which objects must be there for this wire to be whole.
"""

from collections.abc import Set as AbstractSet
from pathlib import Path

import msgspec

from newsflow.objects import Place, Stored, open_store

NAME = "objects.jsonl"


async def write_down(place: Place, folder: Path) -> int:
    """Write the digest and size of every object into `folder`, one a line, by digest; gives how many."""
    found = sorted([each async for each in open_store(place).listed()], key=lambda each: each.sha256)
    (folder / NAME).write_bytes(b"".join(msgspec.json.encode(each) + b"\n" for each in found))
    return len(found)


def written_down(folder: Path) -> frozenset[Stored] | None:
    """The objects that the backup in `folder` names; None when its media were not in a bucket."""
    path = folder / NAME
    if not path.exists():
        return None
    return frozenset(msgspec.json.decode(line, type=Stored) for line in path.read_bytes().splitlines())


async def missing(place: Place, named: AbstractSet[Stored]) -> list[Stored]:
    """Those of the named objects that the bucket does not have, or not in their size, by digest."""
    there = {each async for each in open_store(place).listed()}
    return sorted(named - there, key=lambda each: each.sha256)
