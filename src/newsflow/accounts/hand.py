"""With what a person acts: who, by which key, in which session. What is released, approved or stopped keeps it."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.accounts.people import Person

PASSKEY = "passkey:"
PASSWORD = "password"  # noqa: S105 - the name of a kind of key, not one
PROVIDER = "oidc"
"""A session's key that the organisation's own provider opened; marks of what it showed follow it (`provider_key`)."""
TWO_STEP, ANEW = "two-step", "anew"
SESSION = "session"
CLI = "cli"
OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever runs the command line on the machine, in nobody's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """A person and the key in their hand."""

    person: Person
    key: str
    """`passkey:<16 hex>`, `password` or `oidc:…` when just now proved; `session` when signed in and nothing was proved; `cli`."""
    session: str | None
    """The session's id; None in the command line."""
    at: datetime
    is_machine: bool = False

    @property
    def by_passkey(self) -> bool:
        """Whether a passkey signed just now."""
        return self.key.startswith(PASSKEY)

    @property
    def proved(self) -> bool:
        """Whether the person proved just now that it is they: by a passkey, the password entered again, or their provider."""
        return self.by_passkey or self.key == PASSWORD or key_says(self.key, ANEW)


def cli_hand(person: Person, now: datetime) -> Hand:
    """The hand of someone at the command line: whoever may run it says in whose name."""
    return Hand(person=person, key=CLI, session=None, at=now)


def provider_key(*, two_step: bool, anew: bool) -> str:
    """The key of a session that a provider opened: with a second factor or not; having asked the person anew or not."""
    marks = [mark for mark, holds in ((TWO_STEP, two_step), (ANEW, anew)) if holds]
    return ":".join([PROVIDER, *marks])


def key_says(key: str, mark: str = PROVIDER) -> bool:
    """Whether a provider opened the session of that key, and showed what the mark says."""
    kind, *marks = key.split(":")
    return kind == PROVIDER and (mark == PROVIDER or mark in marks)
