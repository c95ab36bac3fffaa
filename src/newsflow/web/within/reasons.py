"""Why a subscriber may have an item or not, in the reader's language.

A ruling gives its reasons as English sentences of a few fixed shapes (`matching/`), with codes and times in them; each shape is
told here. One that nobody knows stays as it is.
"""

import re
from collections.abc import Callable
from datetime import datetime

from newsflow.web.say import Tongue
from newsflow.web.say import noop as _

Hours = Callable[[datetime], str]
"""A moment as the page writes it."""
Named = Callable[[str, str], str]
"""What a code of a field, such as `section`, is called in the reader's language."""
_CODED = frozenset({"what", "covered"})

_FIELDS = {
    "type": _("type"),
    "language": _("language"),
    "form": _("form"),
    "section": _("section"),
    "packages": _("packages"),
    "provider": _("provider"),
    "priority": _("priority"),
    "action": _("act"),
}
_TIME = r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)"
_SHAPES = {
    r"contract (?P<contract>\S+): (?P<rest>.+)": _("contract %(contract)s: %(rest)s"),
    rf"contract (?P<contract>\S+) ran from (?P<begin>{_TIME}) and ended (?P<end>{_TIME})": _(
        "contract %(contract)s ran from %(begin)s to %(end)s"
    ),
    rf"contract (?P<contract>\S+) ran from (?P<begin>{_TIME})": _(
        "contract %(contract)s runs from %(begin)s"
    ),
    rf"contract (?P<contract>\S+) is suspended since (?P<begin>{_TIME}): (?P<why>.+)": _(
        "contract %(contract)s is suspended since %(begin)s: %(why)s"
    ),
    r"archive, it is older than (?P<days>\d+) days": _("archive: it is older than %(days)s days"),
    r"(?P<field>\w+) (?P<what>.+) is covered": _("%(field)s %(what)s is covered"),
    r"(?P<field>\w+) is (?P<what>.+); covered: (?P<covered>.+)": _(
        "%(field)s is %(what)s; covered: %(covered)s"
    ),
    r"it is under embargo": _("it is under embargo"),
    r"it is under no embargo": _("it is under no embargo"),
    r"it covers nothing": _("it covers nothing"),
    r"it was stopped by “(?P<act>\w+)”": _("it was stopped (%(act)s)"),
    r"it tells of (?P<what>\S+), which was taken": _("it tells of %(what)s, which was taken"),
    r"an earlier version was taken": _("an earlier version was taken"),
    r"the account has no contract": _("there is no contract"),
    r"it is restricted to other subscribers": _("it is restricted to other subscribers"),
    r"it is restricted: not for this subscriber": _("it is not for this subscriber"),
    r"it is restricted to the media (?P<what>.+)": _("it is restricted to the media %(what)s"),
    r"it is restricted to (?P<what>.+)": _("it is restricted to %(what)s"),
    rf"it may be used from (?P<begin>{_TIME}) on": _("it may be used from %(begin)s on"),
    rf"its use ended (?P<end>{_TIME})": _("its use ended %(end)s"),
    r"it may not be archived, and is given for (?P<hours>\d+) hours": _(
        "it may not be archived, and is given for %(hours)s hours"
    ),
}
_STOPS = {"kill": _("Killed"), "hold": _("On hold"), "withdraw": _("Withdrawn")}
_WAYS = {
    "portal": _("Portal"),
    "has": "HAS",
    "v1": "API v1",
    "feed": _("Feed"),
    "page": _("the page"),
    "entries": _("entries, one after the other"),
    "stream": _("the live stream"),
    "items": _("one item"),
    "series": _("a series"),
    "files": _("a file"),
    "document": _("a document"),
}
"""The ways by which something is taken, as the ledger writes them; formats and files keep their names."""
_KNOWN = tuple((re.compile(shape), said) for shape, said in _SHAPES.items())


def told_reason(speaks: Tongue, reason: str, hours: Hours, named: Named | None = None) -> str:
    """The reason in that language; as it is where its shape is not known. Codes stay codes without `named`."""
    for shape, said in _KNOWN:
        found = shape.fullmatch(reason)
        if found is None:
            continue
        given = found.groupdict()
        facts = {name: _fact(speaks, name, text, hours, named) for name, text in given.items()}
        if named is not None and "field" in given:
            facts |= {
                name: _listed(speaks, given["field"], given[name], named) for name in _CODED & given.keys()
            }
        return speaks.say(said, **facts) if facts else speaks.say(said)
    return reason


def told_way(speaks: Tongue, path: str) -> str:
    """A way of the ledger in that language, as "Portal · the page"; a part that is a name stays as it is."""
    return " · ".join(speaks.say(_WAYS[part]) if part in _WAYS else part for part in path.split(":"))


def _listed(speaks: Tongue, field: str, codes: str, named: Named) -> str:
    """Codes of a field, by their names."""
    return speaks.say(_(", ")).join(named(field, code) for code in codes.split(", "))


def _fact(speaks: Tongue, name: str, text: str, hours: Hours, named: Named | None) -> str:
    if name == "rest":
        return told_reason(speaks, text, hours, named)
    if name == "field":
        return speaks.say(_FIELDS[text]) if text in _FIELDS else text
    if name == "act":
        return speaks.say(_STOPS[text]) if text in _STOPS else text
    return hours(datetime.fromisoformat(text)) if name in {"begin", "end"} else text
