"""What an API user's login may be used for."""

from collections.abc import Iterable
from enum import StrEnum

from newsflow.domain.errors import BadInputError, NotAllowedError


class Scope(StrEnum):
    """One thing that a login may do."""

    HAS = "has"
    """Everything under `/abone/`."""
    WIRE = "wire"
    """Entries by cursor and by stream."""
    ITEMS = "items"
    """Items, stories, series, files, and why one may be had or not."""
    SEARCH = "search"
    ACCOUNT = "account"
    """What is subscribed, and what was taken."""


ALL_SCOPES = frozenset(Scope)


def scopes_of(names: Iterable[str]) -> frozenset[Scope]:
    """The scopes of those names. Raises BadInputError for none, and for one that there is not."""
    given = list(names)
    strange = sorted(set(given) - set(Scope))
    if strange or not given:
        raise BadInputError(
            "A login is for known things.",
            f"Got “{strange[0][:40] if strange else ''}”.",
            f"There are {', '.join(Scope)}.",
        )
    return frozenset(Scope(name) for name in given)


def check_scope(scopes: frozenset[Scope], wanted: Scope) -> None:
    """Pass when the login is for this; else NotAllowedError says what it is for."""
    if wanted not in scopes:
        raise NotAllowedError(
            "This login is not for that.",
            f"It is for {', '.join(sorted(scopes))}; this needs {wanted.value}.",
            "Use another login, or have its scopes changed.",
        )
