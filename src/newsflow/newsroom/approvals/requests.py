"""Requests for a second look: the sealed version that waits, by whom it was asked, and how it ended."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.accounts.deed import Deed
from newsflow.accounts.hand import Hand
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.content import read
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import GoneError, NotFoundError
from newsflow.domain.guid import PersonId
from newsflow.newsroom.drafts import note
from newsflow.wire.append import Sealed

REQUESTS_LIMIT = 500
WHY_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class Request:
    """A version that waits, or waited, for its second look."""

    id: str
    draft: int
    save: int
    because: str
    """Why it takes a second look: `flash`, or what the row of `[desk]` says."""
    salt: bytes | None
    body: bytes | None
    digest: bytes
    due: datetime | None
    """The hour for which it is to be scheduled; None: it goes out when it is approved."""
    asked_by: PersonId
    name: str | None
    asked_key: str
    asked_session: str | None
    asked_at: datetime
    state: str
    """`open`, `approved`, `refused`, `withdrawn` or `sent_alone`."""
    ended_by: PersonId | None
    ended_at: datetime | None
    why: str

    @property
    def digest_hex(self) -> str:
        """The content digest, as an approval signs it."""
        return self.digest.hex()

    @property
    def deed(self) -> Deed:
        """What a passkey is asked to sign for an approval: this request, this text; with a nonce, this once."""
        return Deed.of("approve", self.id, self.digest_hex)

    def sealed(self) -> Sealed:
        """The bytes that wait. Raises GoneError when they were erased by order."""
        if self.salt is None or self.body is None:
            raise GoneError("This text was erased by order.", self.id, "There is nothing left to approve.")
        return Sealed(self.salt, self.body)


_REQUEST = query("newsroom/approvals.request", Request)
_REQUEST_OF = query("newsroom/approvals.request_of", Request)
_OPEN = query("newsroom/approvals.open_requests", Request)
_WITHDRAW = query("newsroom/approvals.withdraw_open")


async def get(db: Connection, request: str) -> Request:
    """A request by its id, open or not. Raises NotFoundError."""
    found = await row(db, _REQUEST, {"id": request})
    if found is None:
        raise NotFoundError("No such request.", f"“{request[:60]}”.", "See what waits for approval.")
    return found


async def request_of(db: Connection, draft: int) -> Request | None:
    """The request that a draft waits for, if it does."""
    return await row(db, _REQUEST_OF, {"draft": draft})


async def open_requests(db: Connection) -> list[Request]:
    """Everything that waits, the oldest first."""
    return await rows(db, _OPEN, {"limit": REQUESTS_LIMIT})


def version_of(request: Request) -> Dispatch:
    """The text in full, as it would go out. Raises GoneError when it was erased by order."""
    return read(request.sealed().body)


async def withdraw_open(db: Connection, draft: int, hand: Hand, now: datetime, *, why: str) -> bool:
    """Withdraw what a draft waits for, if it does; gives whether it did. The draft is locked already."""
    facts = {"draft": draft, "by": hand.person.id, "now": now, "why": why}
    was_open = bool(await run(db, _WITHDRAW, facts))
    if was_open:
        await note(db, draft, "withdrawn", hand.person.id, now, words=why)
    return was_open
