"""The audit trail as the chief and administrators read it: names are looked up, the trail itself holds ids."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from newsflow.accounts.audit import Noted, trail
from newsflow.accounts.hand import PASSKEY
from newsflow.accounts.people import Act, by_id, people
from newsflow.db.pool import reading
from newsflow.db.query import Connection
from newsflow.desk.duty.words import RIGHTS, desk_name
from newsflow.desk.frame import DeskFrame, answer, desk_frame, times
from newsflow.desk.legal.words import KINDS, VERDICTS
from newsflow.desk.translating.words import language_name
from newsflow.desk.visit import PREFIX, Desk, Visit, signed_in
from newsflow.desk.wire_settings.looks import ROLES_OF_ALL
from newsflow.desk.wording import MOMENT
from newsflow.domain.errors import BadInputError
from newsflow.domain.guid import is_guid
from newsflow.domain.worded import worded
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.act_words import (
    ACTS,
    act_in_words,
    fact_in_words,
    key_in_words,
    subject_in_words,
    subject_meant,
)

AUDIT = f"{PREFIX}/audit"
LINES = 100
DIGEST_SHOWN = 12
"""Characters of a digest that a line shows; they tell it from any other."""
PASSKEY_SHOWN = 4
SEVERAL = 5
"""So many addresses are named where a name is several people's."""
_PERSON_ID = re.compile(r"p_[0-9a-f]{16}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_PERSON = "person:"
_VALUES: Mapping[str, Mapping[str, str]] = {
    "role": ROLES_OF_ALL,
    "was": ROLES_OF_ALL,
    "verdict": {code.value: words for code, words in VERDICTS.items()},
    "kind": {code.value: words for code, words in KINDS.items()},
    "right": {code.value: words for code, words in RIGHTS.items()},
}
"""What the values of a fact are called, by its name; others (an id, a number, a moment) stand as they are."""
_EMPTY = frozenset({"", "False", "None"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailLine:
    """One line of the trail."""

    number: int
    at: Moment
    person: str
    """The id."""
    name: str
    """The name today; empty where the person was erased or nobody was signed in."""
    key: str
    """In words."""
    passkey: str
    """The last characters of the passkey's number, which tell it from another; "" for other keys."""
    act: str
    """In words."""
    subject: str
    subject_link: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """A page of the trail, the latest first."""

    frame: DeskFrame
    person: str
    """Asked for, by name where there is one."""
    act: str
    acts: tuple[tuple[str, str], ...]
    """What may be asked for, as (code, words)."""
    subject: str
    lines: tuple[TrailLine, ...]
    older: str


AUDIT_PAGE = page("desk/audit/page.html", AuditPage)


async def show(visit: Visit) -> Response:
    """The trail, of one person, act or subject where the address names it."""
    asked = visit.request.query_params
    given = {name: asked.get(name, "").strip()[:120] for name in ("person", "act", "subject")}
    before = asked.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) < 19):
        raise BadInputError("This is no line of the trail.", before[:40], "Begin at the latest.")
    async with reading(visit.desk.pool) as db:
        whose, what = await _whose(db, given["person"]), await _what(db, visit, given["subject"])
        found = await trail(
            db,
            person=whose or None,
            act=given["act"] or None,
            subject=what or None,
            before=int(before) if before else None,
            limit=LINES,
        )
        names: dict[str, str] = {}
        asked_of = {one for one in (whose, what.removeprefix(_PERSON)) if _PERSON_ID.fullmatch(one)}
        of_people = asked_of | {
            each.subject.removeprefix(_PERSON) for each in found if each.subject.startswith(_PERSON)
        }
        for id_ in sorted(of_people | {each.person for each in found if each.person}):
            person = await by_id(db, id_)
            names[id_] = person.name if person else ""
    codes = {"person": whose, "act": given["act"], "subject": what}
    older = (
        {**{k: v for k, v in codes.items() if v}, "before": str(found[-1].id)} if len(found) == LINES else {}
    )
    context = AuditPage(
        frame=await desk_frame(visit, _("Audit trail")),
        person=names.get(whose) or whose,
        act=given["act"],
        acts=_acts(visit),
        subject=_asked(visit, what, names),
        lines=tuple(_line(visit, each, names) for each in found),
        older=f"{AUDIT}?{urlencode(older)}" if older else "",
    )
    return answer(visit, AUDIT_PAGE, context)


async def _whose(db: Connection, text: str) -> str:
    """The id of the person that a name, an address or an id means; what means nobody stays. BadInputError where several."""
    if not text or _PERSON_ID.fullmatch(text):
        return text
    said = text.casefold()
    meant = [one for one in await people(db) if said in {one.name.casefold(), one.email.casefold()}]
    if len(meant) > 1:
        raise BadInputError(
            "Several people have this name.",
            f"“{text}”.",
            worded("Write an address: %(list)s.", list=", ".join(one.email for one in meant[:SEVERAL])),
        )
    return meant[0].id if meant else text


async def _what(db: Connection, visit: Visit, text: str) -> str:
    """The subject that words mean, such as “Draft 12”, an item's id or “Person Ada Sample”."""
    kind, _colon, of = (said := subject_meant(tongue(visit.language), text)).partition(":")
    if f"{kind}:" == _PERSON:
        return f"{_PERSON}{await _whose(db, of)}"
    return f"item:{said}" if is_guid(said) else said


def _asked(visit: Visit, subject: str, names: dict[str, str]) -> str:
    """A subject as its field holds it: in words where those mean it again."""
    speaks, named = tongue(visit.language), _named(subject, names)
    words = subject_in_words(speaks, named)
    return words if subject_meant(speaks, words) == named else subject


def _acts(visit: Visit) -> tuple[tuple[str, str], ...]:
    speaks = tongue(visit.language)
    said = sorted(((code, act_in_words(speaks, code)) for code in ACTS), key=lambda one: one[1])
    return (("", speaks.say(_("Every act"))), *said)


def _line(visit: Visit, noted: Noted, names: dict[str, str]) -> TrailLine:
    speaks = tongue(visit.language)
    return TrailLine(
        number=noted.id,
        at=times(visit).full(noted.at),
        person=noted.person or "",
        name=names.get(noted.person or "", ""),
        key=key_in_words(speaks, noted.key),
        passkey=noted.key[-PASSKEY_SHOWN:] if noted.key.startswith(PASSKEY) else "",
        act=act_in_words(speaks, noted.act),
        subject=subject_in_words(speaks, _named(noted.subject, names)),
        subject_link=f"{AUDIT}?{urlencode({'subject': noted.subject})}",
        facts=tuple(
            (fact_in_words(speaks, name), _value(visit, name, text))
            for name, text in noted.told()
            if text not in _EMPTY
        ),
    )


def _named(subject: str, names: dict[str, str]) -> str:
    """A person by the name of today, while there is one."""
    name = names.get(subject.removeprefix(_PERSON)) if subject.startswith(_PERSON) else None
    return f"{_PERSON}{name}" if name else subject


def _value(visit: Visit, name: str, text: str) -> str:
    """A fact as the page writes it: codes of ours in words, moments in our zone, of a digest its beginning."""
    speaks = tongue(visit.language)
    if text in _VALUES.get(name, {}):
        return speaks.say(_VALUES[name][text])
    if text == "True":
        return speaks.say(_("yes"))
    if name == "language":
        return language_name(visit, text)
    if name in {"desk", "desks"}:
        return tongue(visit.language).say(_(", ")).join(desk_name(visit, desk) for desk in text.split())
    if _DIGEST.fullmatch(text):
        return f"{text[:DIGEST_SHOWN]}…"
    if not MOMENT.fullmatch(text):
        return text
    said = times(visit).full(datetime.fromisoformat(text))
    return f"{said.text} {said.zone or ''}".strip()


def routes(desk: Desk) -> list[BaseRoute]:
    """The trail."""
    return [Route("/audit", signed_in(desk, show, Act.SEE_AUDIT), methods=["GET", "HEAD"])]
