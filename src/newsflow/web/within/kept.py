"""What was typed, kept when its form could not be taken: shown to be copied, or carried through sign-in to be sent.

A form that came after its session was over goes into the sign-in page itself, in a hidden field: it lies in no address, in no
log and in no table, and is gone with the page. A seal binds it to the person whose session it was and to one hour. Passwords and
passkeys are never among it.
"""

import base64
import binascii
import hashlib
import hmac
import json
import unicodedata
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsflow.domain.clock import as_utc
from newsflow.web.forms import Form
from newsflow.web.say import Tongue
from newsflow.web.say import noop as _

FIELD = "kept"
KEPT_FOR = timedelta(hours=1)
KEPT_CHARACTERS = 500_000
"""Of the sealed form; a longer one is shown to be copied instead."""
ROWS_MOST = 16

_SECRET = frozenset({"csrf", "old", "new", "again", "password", "proof_password", FIELD})
_LABELS = {
    "headline": _("Headline"),
    "deck": _("Deck"),
    "body": _("Text"),
    "text": _("Text"),
    "slug": _("Slug of the story"),
    "source": _("Who says so"),
    "keywords": _("Keywords"),
    "whats_new": _("What is new"),
    "correction": _("What was wrong"),
    "sentence": _("What was wrong"),
    "note": _("Note to editors"),
    "why": _("Why"),
    "for_the_file": _("Reason for the file"),
}
"""The words of fields that are written, as their own pages have them."""
_LAYOUT = "\n\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """One field as it was typed; `label` is English where nobody has a word for it."""

    name: str
    label: str
    is_ours: bool
    """Whether the label is in the reader's language."""
    is_written: bool
    """Whether it was written, rather than chosen or carried along."""
    value: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A form that was not taken: where it was going, whose it was ("" where nobody can say), and what it held."""

    person: str
    address: str
    at: datetime
    fields: tuple[tuple[str, str], ...]
    had_files: bool = False


def fields_of(form: Form) -> tuple[tuple[str, str], ...]:
    """What may be carried on: all but secrets."""
    return tuple((name, value) for name, value in form.pairs if not _is_secret(name))


def typed(fields: tuple[tuple[str, str], ...], speaks: Tongue) -> tuple[Typed, ...]:
    """What is shown to be copied: every field that holds something, a mark in the place of what is no text."""
    return tuple(
        Typed(
            name=name,
            label=speaks.say(_LABELS[name]) if name in _LABELS else name,
            is_ours=name in _LABELS,
            is_written=name in _LABELS or any(character.isspace() for character in value.strip()),
            value=_shown(value),
            rows=_rows(value),
        )
        for name, value in fields
        if value.strip()
    )


def seal(server_key: bytes, kept: Kept) -> str:
    """The form for a hidden field; "" where it is too long for one."""
    facts = [kept.person, kept.address, as_utc(kept.at).isoformat(), kept.fields, kept.had_files]
    packed = base64.urlsafe_b64encode(zlib.compress(json.dumps(facts).encode(), 6)).decode()
    return "" if len(packed) > KEPT_CHARACTERS else f"{packed}.{_mark(server_key, packed)}"


def unseal(server_key: bytes, sealed: str, now: datetime) -> Kept | None:
    """The form that was sealed; None where the seal is another's, or older than an hour."""
    packed, _, mark = sealed.rpartition(".")
    if not packed or not hmac.compare_digest(mark.encode(), _mark(server_key, packed).encode()):
        return None
    try:
        person, address, at, fields, had_files = json.loads(zlib.decompress(base64.urlsafe_b64decode(packed)))
    except (binascii.Error, zlib.error, ValueError):
        return None
    kept = Kept(
        person=person,
        address=address,
        at=datetime.fromisoformat(at),
        fields=tuple((name, value) for name, value in fields),
        had_files=had_files,
    )
    return kept if now - kept.at < KEPT_FOR else None


def _mark(server_key: bytes, packed: str) -> str:
    return hmac.new(server_key, b"newsflow kept form\n" + packed.encode(), hashlib.sha256).hexdigest()


def _is_secret(name: str) -> bool:
    return name in _SECRET or name.startswith("passkey")


def _shown(value: str) -> str:
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c if unicodedata.category(c) not in {"Cc", "Cs"} or c in _LAYOUT else "\ufffd" for c in text
    )


def _rows(value: str) -> int:
    lines = sum(1 + len(line) // 80 for line in value.splitlines())
    return min(max(lines, 1), ROWS_MOST)
