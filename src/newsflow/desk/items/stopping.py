"""Hold, kill, withdraw: one person, one proof, at once. Subscribers' reason and the file's are two fields."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.deed import Deed
from newsflow.accounts.people import Act
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done
from newsflow.desk.items.found import Found, ItemHead, address_of, find, head_of
from newsflow.desk.items.words import BUTTONS, DOES, MOVED_ON, REASONS, REASONS_OF, STATED, TITLES
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.desk.wording import finding_in_words
from newsflow.domain.codes import Action, ReasonClass
from newsflow.domain.content import read
from newsflow.domain.entry import FOLLOWS, STOPS
from newsflow.domain.errors import BadInputError, NewsflowError
from newsflow.domain.notice import Event, stopped
from newsflow.domain.stop_wording import may_be_followed, slug_repeats, stop_wording, told_of
from newsflow.domain.worded import worded
from newsflow.newsroom.stop import FILE_CHARACTERS, REASON_CHARACTERS, Stop, stop
from newsflow.subscribers.ledger import who_took
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.proof import ProofField, proof_field, proved
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.web.within.telling import say_words
from newsflow.wire.read import item

_BLANK = "[…]"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonChoice:
    """A reason class, what subscribers are told of it where nothing else is written, and what the file should tell."""

    code: str
    text: str
    told: str
    for_the_file: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StopFields:
    """What was typed."""

    reason: str = ""
    for_the_file: str = ""
    substitute: str = ""
    """`yes`, `no`, or that nothing is said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPage:
    """The page of a stop."""

    frame: DeskFrame
    head: ItemHead
    title: str
    does: str
    over: str
    """Why it cannot be done any more; "" while it can."""
    told: int
    """How many subscribers took it."""
    mark: str
    notice: str
    """What will be sent, with a gap where the reason goes."""
    echo: str
    """That the slug, which every notice bears, repeats a headline of the item; "" where it does not."""
    choices: tuple[ReasonChoice, ...]
    substitutes: tuple[tuple[str, str], ...]
    """What may be said of a new text; nothing of a held item, which itself comes back or does not."""
    fields: StopFields
    most: int
    most_for_the_file: int
    refused: Refused | None
    proof: ProofField
    button: str
    is_kill: bool


STOPPING = page("desk/item/stop.html", StopPage)
_SAID = {Action.HOLD: "held", Action.KILL: "killed", Action.WITHDRAW: "withdrawn_item"}


def routes(desk: Desk) -> list[Route]:
    """One address for each stop."""
    return [
        Route(
            f"/items/{{guid}}/{action.value}",
            signed_in(desk, _page_of(action), Act.STOP),
            methods=["GET", "POST"],
        )
        for action in (Action.HOLD, Action.KILL, Action.WITHDRAW)
    ]


def _page_of(action: Action) -> Callable[[Visit], Awaitable[Response]]:
    async def stopping(visit: Visit) -> Response:
        if visit.request.method != "POST":
            return await _shown(visit, action)
        try:
            await _do(visit, action)
        except REFUSALS as error:
            return await _shown(visit, action, error)
        return done(address_of(visit.request.path_params["guid"]), _SAID[action])

    return stopping


def deed_of(action: Action, guid: str) -> Deed:
    """What the proof is for: this stop of this item."""
    return Deed.of(action.value, guid)


async def _do(visit: Visit, action: Action) -> None:
    guid, form = visit.request.path_params["guid"], visit.form
    reason_class = form.line("reason_class")
    if reason_class not in REASONS_OF[action]:
        raise BadInputError(
            "Choose a reason.", worded("None was chosen."), "It is what subscribers’ systems read."
        )
    order = Stop(
        guid=guid,
        action=action,
        hand=await proved(visit, deed_of(action, guid)),
        reason_class=ReasonClass(reason_class),
        reason=await _told(visit, ReasonClass(reason_class)),
        for_the_file=form.text("for_the_file").strip(),
        substitute=form.line("substitute") == "yes",
    )
    async with transaction(visit.desk.pool) as db:
        await stop(db, visit.desk.clock, visit.desk.agency, order)


async def _told(visit: Visit, reason: ReasonClass) -> str:
    """What subscribers are told: what was typed, else the agency's words; and whether a new text follows, if it is said."""
    async with reading(visit.desk.pool) as db:
        language = (await item(db, visit.request.path_params["guid"])).language
    follows = {"yes": True, "no": False}.get(visit.form.line("substitute"))
    return told_of(visit.desk.agency, language, reason, visit.form.line("reason"), substitute=follows)


def _substitutes(visit: Visit) -> tuple[tuple[str, str], ...]:
    say = tongue(visit.language).say
    return (
        ("", say(_("Nothing is said of it"))),
        ("yes", say(_("It will follow"))),
        ("no", say(_("None will follow"))),
    )


async def _shown(visit: Visit, action: Action, error: NewsflowError | None = None) -> Response:
    async with reading(visit.desk.pool) as db:
        found = await find(db, visit)
        took = len(await who_took(db, found.item.guid))
    say = tongue(visit.language).say
    is_over = action not in FOLLOWS[found.action]
    mark, notice = _notice(visit, found, action)
    context = StopPage(
        frame=await desk_frame(visit, TITLES[action]),
        head=head_of(visit, found),
        title=say(TITLES[action]),
        does=say(DOES[action]),
        over=say(STATED.get(found.action, MOVED_ON)) if is_over else "",
        told=took,
        mark=mark,
        notice=notice,
        echo="" if is_over else _echo(visit, found),
        choices=_choices(visit, found, action),
        fields=StopFields(
            reason=visit.form.text("reason"),
            for_the_file=visit.form.text("for_the_file"),
            substitute=visit.form.line("substitute"),
        ),
        substitutes=_substitutes(visit) if may_be_followed(action) else (),
        most=REASON_CHARACTERS,
        most_for_the_file=FILE_CHARACTERS,
        refused=None if error is None else refused(visit, error),
        proof=await proof_field(visit, deed_of(action, found.item.guid)),
        button=say(BUTTONS[action]),
        is_kill=action is Action.KILL,
    )
    return answer(visit, STOPPING, context, status=200 if error is None else error.status)


def _echo(visit: Visit, found: Found) -> str:
    copies = [
        read(entry.body) for entry in found.entries if entry.body is not None and entry.action not in STOPS
    ]
    repeats = slug_repeats(found.item.slug, tuple(copy.headline for copy in copies))
    return " ".join(finding_in_words(visit, one) for one in repeats)


def _choices(visit: Visit, found: Found, action: Action) -> tuple[ReasonChoice, ...]:
    """The reasons; of a hold the likeliest is chosen already, so that one key and the proof are enough."""
    agency, speaks = visit.desk.agency, tongue(visit.language)
    chosen = visit.form.line("reason_class") or (REASONS_OF[action][0] if action is Action.HOLD else "")
    return tuple(
        ReasonChoice(
            code=reason.value,
            text=speaks.say(REASONS[reason]),
            told=stop_wording(agency, found.item.language, reason).for_subscribers,
            for_the_file=say_words(speaks, stop_wording(agency, found.item.language, reason).for_file),
            chosen=reason == chosen,
        )
        for reason in REASONS_OF[action]
    )


def _notice(visit: Visit, found: Found, action: Action) -> tuple[str, str]:
    """The headline and the text that will be sent, in the item's language, a gap where the reason goes."""
    live = found.live
    if live is None:
        return "", ""
    event = Event(
        guid=found.item.guid,
        version=found.item.version + 1,
        action=action,
        first_at=found.item.first_at,
        reason=_BLANK,
    )
    content = stopped(live, event, visit.desk.agency)
    return content.headline, " ".join(content.words())
