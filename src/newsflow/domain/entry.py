"""One numbered line of the wire, what may follow what, and its digest."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.domain.clock import rfc3339
from newsflow.domain.codes import Action
from newsflow.domain.content import Json, digest_of
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import ConflictError
from newsflow.domain.guid import Guid, PersonId, Seq
from newsflow.domain.item_words import ACTION_WORDS
from newsflow.domain.worded import worded

_LIVE = frozenset(
    {Action.UPDATE, Action.CORRECT, Action.HOLD, Action.WITHDRAW, Action.KILL, Action.LIFT, Action.REDACT}
)
_STOPPED = frozenset({Action.REINSTATE, Action.UPDATE, Action.CORRECT, Action.KILL})

FOLLOWS: dict[Action | None, frozenset[Action]] = {
    None: frozenset({Action.NEW}),
    Action.NEW: _LIVE,
    Action.UPDATE: _LIVE,
    Action.CORRECT: _LIVE,
    Action.REINSTATE: _LIVE,
    Action.LIFT: _LIVE,
    Action.REDACT: _LIVE,
    Action.HOLD: _STOPPED,
    Action.WITHDRAW: _STOPPED,
    Action.KILL: frozenset(),
}
"""What may come after what, by item (design, Words: action). A kill is followed by nothing, ever."""

STOPS = frozenset({Action.HOLD, Action.KILL, Action.WITHDRAW})
"""Actions after which no path serves the item's headline, text or older versions."""

NOTICED = frozenset({Action.HOLD, Action.CORRECT, Action.KILL, Action.WITHDRAW, Action.REINSTATE})
"""Actions that append a notice in the same call (invariant 10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A person's word for a version, by opaque id; `key` names what they signed with."""

    by: PersonId
    act: str
    """`released` or `approved`."""
    key: str
    content_digest: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Approvals:
    """The approvals as the wire keeps them: one JSON object."""

    approvals: tuple[Approval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the wire says of an entry for ever."""

    wire: str
    epoch: int
    seq: Seq
    at: datetime
    guid: Guid
    version: int
    action: Action
    not_before: datetime | None
    content_digest: bytes
    approvals_digest: bytes

    def facts(self) -> dict[str, Json]:
        """What the entry digest is taken over, digests in hex."""
        return {
            "wire": self.wire,
            "epoch": self.epoch,
            "seq": self.seq,
            "at": rfc3339(self.at),
            "guid": self.guid,
            "version": self.version,
            "action": self.action.value,
            "not_before": None if self.not_before is None else rfc3339(self.not_before),
            "content_digest": self.content_digest.hex(),
            "approvals_digest": self.approvals_digest.hex(),
        }

    def digest(self) -> bytes:
        """The entry digest: SHA-256 of these facts as RFC 8785 JSON."""
        return digest_of(self.facts())


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as a reader gets it; `content` is None when it was erased by a recorded order."""

    header: Header
    content: Dispatch | None

    @property
    def key(self) -> str:
        """The idempotency key that every channel carries (invariant 7)."""
        return f"{self.header.epoch}/{self.header.guid}/{self.header.version}"


def approvals_digest(approvals: tuple[Approval, ...]) -> bytes:
    """SHA-256 of the approvals as RFC 8785 JSON."""
    return digest_of({"approvals": approvals_json(approvals)})


def approvals_json(approvals: tuple[Approval, ...]) -> list[Json]:
    """The approvals as JSON values, in the order given."""
    return [
        {"by": a.by, "act": a.act, "key": a.key, "content_digest": a.content_digest, "reason": a.reason}
        for a in approvals
    ]


def check_may_follow(last: Action | None, action: Action, guid: str, *, embargoed: bool = False) -> None:
    """Pass when `action` may follow `last` on an item; else ConflictError says what to do.

    `embargoed` is whether the item is still for accounts with advance copy only: a lift needs it.
    """
    if action not in FOLLOWS[last]:
        now = (
            worded("Write a new item that names the old one.")
            if last is Action.KILL
            else worded("See what may follow in ARCHITECTURE.md.")
        )
        which = worded("%(guid)s is not on the wire.", guid=guid)
        if last is not None:
            done = ACTION_WORDS[last]
            which = worded("%(guid)s was last touched by “%(action)s”.", guid=guid, action=done)
        raise ConflictError(
            worded("“%(action)s” may not come here.", action=ACTION_WORDS[action]), which, now
        )
    if action is Action.LIFT and not embargoed:
        raise ConflictError(
            "There is no embargo to lift.",
            worded("%(guid)s is open to everyone.", guid=guid),
            "Nothing needs doing.",
        )
