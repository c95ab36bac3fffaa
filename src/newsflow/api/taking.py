"""What a page hands over, in the ledger before its first byte goes: as a range of numbers, or entry by entry."""

from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from newsflow.api.frame import Frame
from newsflow.api.kept import Page
from newsflow.api.reader import Reader
from newsflow.domain.codes import Verdict
from newsflow.domain.errors import NewsflowError
from newsflow.matching.reading import Reading, Why
from newsflow.subscribers.ledger import Ledger, Take
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
        contracts = tuple(one.id for one in reader.account.contracts)
        who = (reader.username, reader.path, reader.address, contracts)
        quota = reader.quota(now)
        if quota.endless and who in page.taken:
            return page
        if reader.by_range(now):
            await self.ranges.pulled(reader.range(after_seq, page.frames[-1].seq, now, now))
        elif quota.endless:
            await self.ledger.write([take_of(reader, each) for each in page.handed], now)
        else:
            return await self._within(reader, page, now)
        page.taken.add(who)
        return page

    async def _within(self, reader: Reader, page: Page, now: datetime) -> Page:
        """The page, with the headers alone of what the limit has no room for."""
        takings = {each.seq: take_of(reader, each) for each in page.handed}
        over = await self.ledger.write_within(list(takings.values()), now, reader.quota(now))
        if not over:
            return page
        refused = {seq: over[taking] for seq, taking in takings.items() if taking in over}
        return replace(page, frames=tuple([
            without_document(each, Reading(Verdict.NONE, Why.LIMIT, _plainly(refused[each.seq])))
            if each.seq in refused else each
            for each in page.frames
        ]), shared=False, taken=set(), replies={}, sent={})  # fmt: skip


def _plainly(error: NewsflowError) -> tuple[str, str]:
    """Which limit, and what now: as plain text, since JSON is written of no kind of it that knows more."""
    return str(error.which), str(error.what_now)


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
