"""What a page hands over, in the ledger before its first byte goes: as a range of numbers, or entry by entry."""

from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from newsflow.api.frame import Frame
from newsflow.api.pages import Page
from newsflow.api.reader import Reader
from newsflow.domain.codes import Verdict
from newsflow.matching.reading import Reading, Why
from newsflow.subscribers.ledger import Ledger, Take
from newsflow.subscribers.quota import QuotaError
from newsflow.subscribers.ranges import Ranges


@dataclass(frozen=True, slots=True)
class Takings:
    """The two ways into the ledger."""

    ledger: Ledger
    ranges: Ranges

    async def page(self, reader: Reader, after_seq: int, page: Page, now: datetime) -> Page:
        """The page as it may go out, what it hands over being in the ledger.

        What is beyond a download limit goes as a header: the cursor passes it, and `items` has it when counting begins
        again.
        """
        if not page.handed:
            return page
        if reader.by_range(now):
            await self.ranges.pulled(reader.range(after_seq, page.frames[-1].seq, now, now))
            return page
        if reader.quota(now).endless:
            await self.ledger.write([take_of(reader, each) for each in page.handed], now)
            return page
        return replace(page, frames=tuple([await self._within(reader, each, now) for each in page.frames]))

    async def _within(self, reader: Reader, each: Frame, now: datetime) -> Frame:
        """The frame, if the limit has room for it; else its header."""
        if not each.handed:
            return each
        try:
            await self.ledger.write([take_of(reader, each)], now, reader.quota(now))
        except QuotaError as error:
            return without_document(each, Reading(Verdict.NONE, Why.LIMIT, (error.which, error.what_now)))
        return each


def take_of(reader: Reader, each: Frame) -> Take:
    """An entry's own line of the ledger."""
    return Take(
        subscriber=reader.account.subscriber,
        username=reader.account.username,
        guid=each.guid,
        version=each.version,
        path=reader.path,
        counts=each.counts,
        address=reader.address or None,
    )


def without_document(each: Frame, reading: Reading) -> Frame:
    """The frame as a header alone, for another reason than its own."""
    said: dict[str, object] = msgspec.json.decode(each.body)
    said |= {
        "ruling": {
            "verdict": reading.verdict.value,
            "reason": reading.why.value,
            "because": list(reading.because),
        },
        "may_publish": False,
        "format": None,
        "document": None,
    }
    return replace(each, body=msgspec.json.encode(said), handed=False, counts=False)
