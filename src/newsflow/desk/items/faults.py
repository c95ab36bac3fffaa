"""What a schema says against a document, in the reader's language. The checkers' own words are English, and stand beside it."""

import re
from dataclasses import dataclass

from newsflow.web.say import Tongue
from newsflow.web.say import noop as _

_OF_ONE_ASKER = "with one asker's links: "
_PLACE = re.compile(r"(?:line (?P<line>\d+)|(?P<path>\$[^:]*)): (?P<rest>.*)", re.DOTALL)
_MISSING = (
    re.compile(r"'(?P<name>[^']*)' is a required property"),
    re.compile(r"Element '(?P<at>[^']*)': The attribute '(?P<name>[^']*)' is required but missing"),
    re.compile(r"Element '(?P<name>[^']*)': Missing child element"),
)
_UNEXPECTED = (
    re.compile(r"Additional properties are not allowed \('(?P<name>[^']*)'"),
    re.compile(r"Element '(?P<at>[^']*)', attribute '(?P<name>[^']*)': The attribute '[^']*' is not allowed"),
    re.compile(r"Element '(?P<name>[^']*)': This element is not expected"),
    re.compile(r"No declaration for (?:element|attribute) (?P<name>\S+)"),
)
_VALUE = (
    re.compile(r"Element '(?P<at>[^']*)', attribute '(?P<name>[^']*)': "),
    re.compile(r"Element '(?P<name>[^']*)': "),
    re.compile(
        r"(?P<name>).* (?:is not of type|does not match|is not one of|is too (?:long|short)|is not a|was expected)"
    ),
)
_KINDS = (
    (_MISSING, _("Something is missing that the schema asks for: %(name)s.")),
    (_UNEXPECTED, _("Something stands where the schema does not know it: %(name)s.")),
    (_VALUE, _("A value is not of the form that the schema asks for: %(name)s.")),
)
_ELSE = _("The schema refuses the document.")
_AT_LINE = _("It is in line %(line)s of the document.")
_ONE_ASKER = _("Only the links that one subscriber is given are at fault; the others get this format.")
_NOW = _(
    "If the cause is in the text, mend it by an update or a correction. If not, give the words below to whoever runs the system."
)
_NAMESPACE = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultTold:
    """A fault: what, where and what now in the reader's language; and the checker's own words, in English."""

    text: str
    now: str
    own: str


def told_fault(speaks: Tongue, fault: str) -> FaultTold:
    """The fault in words. A kind that nobody knows is told as a refusal; no word of the checker's is lost."""
    words = fault.removeprefix(_OF_ONE_ASKER)
    found = _PLACE.fullmatch(words)
    line, path, rest = found.group("line", "path", "rest") if found else (None, None, words)
    said = [_what(speaks, rest, path or "")]
    if line:
        said.append(speaks.say(_AT_LINE, line=line))
    if words != fault:
        said.append(speaks.say(_ONE_ASKER))
    return FaultTold(text=" ".join(said), now=speaks.say(_NOW), own=fault)


def _what(speaks: Tongue, rest: str, path: str) -> str:
    for shapes, said in _KINDS:
        for shape in shapes:
            found = shape.match(rest)
            if found is None:
                continue
            name = _NAMESPACE.sub("", found["name"])
            at = path.removeprefix("$").removeprefix(".")
            where = ".".join(part for part in (at, name) if part)
            if where:
                return speaks.say(said, name=f"\u2068{where}\u2069")
    return speaks.say(_ELSE)
