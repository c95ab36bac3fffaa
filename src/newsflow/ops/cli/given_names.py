"""What an administrator calls people, organisations, contracts and logins: refused where it could never work."""

import re

from newsflow.domain.characters import what_is_wrong
from newsflow.domain.errors import BadInputError

LONGEST_NAME = 200
"""Of a person, an organisation, a contract's title."""
LONGEST_EMAIL = 254
"""RFC 5321: what a mail server takes."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_EMAIL = re.compile(r"[^\s@<>()\",;:\\\[\]\x00-\x1f\x7f]+@[^\s@<>()\",;:\\\[\]\x00-\x1f\x7f]+")


def an_id(noun: str, text: str) -> str:
    """A short id that can stand in an address, a log and HTTP's own login. Raises BadInputError."""
    if _ID.fullmatch(text) is None:
        raise BadInputError(
            f"This cannot be a {noun}.",
            f"{text[:80]!r}.",
            "Use letters without accents, digits, points, hyphens and underscores, 64 at most, no blank and no colon.",
        )
    return text


def a_name(noun: str, text: str) -> str:
    """A name in one line, without blanks around it. Raises BadInputError."""
    name = text.strip()
    if not name or len(name) > LONGEST_NAME:
        raise BadInputError(
            f"This cannot be a {noun}.",
            f"It has {len(name)} characters.",
            f"Give one of 1 to {LONGEST_NAME} characters.",
        )
    wrong = what_is_wrong(name)
    if wrong is not None:
        raise BadInputError(f"This cannot be a {noun}.", f"{name[:80]!r}.", wrong)
    return name


def an_email(text: str) -> str:
    """A mail address as it is typed in. Raises BadInputError."""
    if len(text) > LONGEST_EMAIL or _EMAIL.fullmatch(text) is None:
        raise BadInputError(
            "This is not an e-mail address.", f"{text[:80]!r}.", "Write name@host, without blanks."
        )
    return text
