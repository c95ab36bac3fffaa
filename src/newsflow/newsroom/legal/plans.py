"""What a decision will touch, said before it is confirmed, with a digest: the second person confirms this and nothing else."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec

from newsflow.db.query import Connection
from newsflow.domain.agency import Agency
from newsflow.domain.content import canonical
from newsflow.domain.errors import BadInputError
from newsflow.domain.guid import Guid
from newsflow.domain.redaction import MARK, Change, check_changes
from newsflow.newsroom.legal.erasing import WordsBeside, words_beside
from newsflow.newsroom.legal.redacting import Cut, Others, cut_of, others_with
from newsflow.newsroom.legal.taking_down import Fall, fall_of

NO_OTHERS = Others(items=(), drafts=())
NOTHING_BESIDE = WordsBeside(0, 0)


class Verdict(StrEnum):
    """What is decided of a request."""

    TAKE_DOWN = "take_down"
    ANONYMISE = "anonymise"
    REDACT = "redact"
    UPDATE = "update"
    REFUSE = "refuse"


REDACTING = frozenset({Verdict.ANONYMISE, Verdict.REDACT})
ERASING = REDACTING | {Verdict.TAKE_DOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that a decision will touch, and what lies near and stays."""

    verdict: Verdict
    cuts: tuple[Cut, ...] = ()
    untouched: tuple[Guid, ...] = ()
    """Items named of which nothing holds the words."""
    others: Others = NO_OTHERS
    fall: Fall | None = None
    beside: WordsBeside = NOTHING_BESIDE
    updates: tuple[str, ...] = ()
    """Items of which a draft is begun."""

    @property
    def targets(self) -> tuple[int, ...]:
        """The numbers of the entries that are erased."""
        if self.fall is not None:
            return self.fall.reach.targets
        return tuple(header.seq for cut in self.cuts for header in cut.older)

    @property
    def digest_hex(self) -> str:
        """SHA-256 of what is touched and of the words that come: it changes when an item moves on."""
        said = [self.verdict.value, *(str(seq) for seq in self.targets), *self.updates]
        said += [
            f"{cut.item.guid} {cut.item.version} {_digest(canonical(cut.redaction.version))}"
            for cut in self.cuts
        ]
        said += [f"draft {draft.id} {draft.state}" for draft in self.others.drafts]
        said += [f"name {name.id} {name.text}" for name in self.others.names]
        if self.fall is not None:
            said += [f"{each.guid} {each.version}" for each in self.fall.killed]
            said += list(self.fall.reach.files)
        return _digest("\n".join(said).encode())


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


async def plan_of(
    db: Connection,
    agency: Agency,
    verdict: Verdict,
    guids: Sequence[str],
    *,
    changes: Sequence[Change],
    now: datetime,
) -> Plan:
    """What that verdict on these items touches. Changes nothing. Raises an error for what could not be done."""
    if verdict is Verdict.REFUSE:
        return Plan(verdict=verdict)
    if not guids:
        raise BadInputError("This request names no item.", verdict.value, "Put the items to it first.")
    if verdict is Verdict.UPDATE:
        return Plan(verdict=verdict, updates=tuple(guids))
    if verdict is Verdict.TAKE_DOWN:
        fall = await fall_of(db, guids)
        return Plan(verdict=verdict, fall=fall, beside=fall.reach.beside)
    check_changes(changes)
    found = {guid: await cut_of(db, agency, guid, changes, now) for guid in guids}
    cuts = tuple(cut for cut in found.values() if cut is not None)
    if not cuts:
        raise BadInputError(
            "None of these items holds these words.",
            ", ".join(f"“{change.words}”" for change in changes),
            "Copy them from the item.",
        )
    targets = tuple(header.seq for cut in cuts for header in cut.older)
    return Plan(
        verdict=verdict,
        cuts=cuts,
        untouched=tuple(Guid(guid) for guid, cut in found.items() if cut is None),
        others=await others_with(db, changes, list(guids), targets),
        beside=await words_beside(db, targets),
    )


def changes_as_json(changes: Sequence[Change]) -> str:
    """The changes as a waiting decision keeps them."""
    return msgspec.json.encode(list(changes)).decode()


def changes_of(kept: str | None) -> tuple[Change, ...]:
    """The changes that a waiting decision keeps; none once it is over."""
    return () if kept is None else msgspec.json.decode(kept, type=tuple[Change, ...])


def read_changes(verdict: Verdict, text: str, put: str = MARK) -> tuple[Change, ...]:
    """What somebody wrote, one a line: passages that go, with `put` in their place; or names, as `name = initials`.

    Empty for a verdict that changes no words. Raises BadInputError for a line that names nothing to put.
    """
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if verdict is Verdict.REDACT:
        return tuple(Change(words=line, put=put.strip()) for line in lines)
    if verdict is not Verdict.ANONYMISE:
        return ()
    parts = [line.partition("=") for line in lines]
    return tuple(Change(words=name.strip(), put=to.strip(), whole_words=True) for name, _, to in parts)
