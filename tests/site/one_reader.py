"""A process that reads the wire for the site, one entry a transaction, until it is killed."""

from __future__ import annotations

import asyncio
import sys

from newsflow.db.pool import open_pool
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.newsroom.editions import catch_up, reader
from newsflow.ops.demo import AGENCY_FILE
from tests.harness import MORNING


async def main(dsn: str) -> None:
    """Nothing; reads on for ever."""
    reader.BATCH = 1
    agency = read_agency(AGENCY_FILE)
    async with open_pool(dsn) as pool:
        sys.stdout.write("begun\n")
        sys.stdout.flush()
        while True:
            await catch_up(pool, agency, lambda: MORNING)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
