"""One subscriber: its group and titles, its contracts, who may come in; and what is changed there."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.members import members
from newsflow.accounts.oidc.providers import terms_of as provider_terms
from newsflow.accounts.people import Act, may
from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done
from newsflow.desk.subscribers.inviting import InviteForm, invite_first, invite_form
from newsflow.desk.subscribers.sanctions import SanctionsView, sanctions_of, write_check
from newsflow.desk.subscribers.shown import ContractLine, contract_line
from newsflow.desk.subscribers.suspending import SuspensionView, lift, suspend, view_of
from newsflow.desk.subscribers.words import HERE, MEDIA
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.errors import BadInputError, NewsflowError
from newsflow.domain.guid import SubscriberId
from newsflow.newsroom.dealings import books
from newsflow.subscribers.books.groups import group_of, groups, titles_of
from newsflow.subscribers.books.rows import Medium
from newsflow.subscribers.books.terms import terms_of
from newsflow.subscribers.contracts import contracts_of, subscriber_named
from newsflow.web.pages import page
from newsflow.web.say import tongue
from newsflow.web.within.refused import REFUSALS, Refused, refused


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleLine:
    """A title that they publish, or did."""

    id: int
    name: str
    medium: str
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One of their people."""

    name: str
    email: str
    is_master: bool
    look: str
    """Where one sees the portal as they do; "" for who may not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderView:
    """The identity provider that they set, to be seen."""

    issuer: str
    domains: str
    passwords: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriberPage:
    """The page of a subscriber."""

    frame: DeskFrame
    address: str
    id: str
    name: str
    may_manage: bool
    group: str
    groups: tuple[tuple[str, str], ...]
    titles: tuple[TitleLine, ...]
    media: tuple[tuple[str, str], ...]
    contracts: tuple[ContractLine, ...]
    people: tuple[PersonLine, ...]
    first: InviteForm | None
    """What invites their first master."""
    provider: ProviderView | None
    """Their own sign-in; None where they have none."""
    sees_looks: bool
    typed_title: str
    suspension: SuspensionView
    checks: SanctionsView
    refused: Refused | None


SUBSCRIBER_PAGE = page("desk/subscribers/one.html", SubscriberPage)


async def show(visit: Visit) -> Response:
    """The page."""
    return await _page(visit)


async def change(visit: Visit) -> Response:
    """Back to the page with what the form asked for done, or with why not."""
    subscriber = SubscriberId(str(visit.request.path_params["subscriber"]))
    try:
        match visit.form.line("act"):
            case "suspend":
                return await suspend(visit, subscriber)
            case "lift":
                return await lift(visit, subscriber)
            case "invite":
                return await invite_first(visit, subscriber)
            case _:
                pass
        async with transaction(visit.desk.pool) as db:
            await subscriber_named(db, subscriber)
            await _done(visit, db, subscriber)
    except REFUSALS as error:
        return await _page(visit, error)
    return done(f"{HERE}/{subscriber}", "saved")


async def _done(visit: Visit, db: Connection, subscriber: SubscriberId) -> None:
    form, hand, now = visit.form, visit.hand, visit.now
    match form.line("act"):
        case "group":
            await books.put_in_group(db, hand, subscriber, form.line("group") or None, now=now)
        case "title":
            medium = form.line("medium")
            if medium not in set(Medium):
                raise BadInputError("This is no kind of title.", medium[:40], "Choose one of the list.")
            await books.new_title(db, hand, subscriber, form.line("title"), Medium(medium), now=now)
        case "sanctions":
            await write_check(visit, db, subscriber)
        case "end_title":
            given = form.line("title")
            number = int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0
            await books.end_title(db, hand, subscriber, number, now=now)
        case other:
            raise BadInputError("This form asks for nothing.", other[:40], "Load the page again.")


async def _page(visit: Visit, error: NewsflowError | None = None) -> Response:
    asked, say = SubscriberId(str(visit.request.path_params["subscriber"])), tongue(visit.language).say
    async with reading(visit.desk.pool) as db:
        found = await subscriber_named(db, asked)
        group, all_groups = await group_of(db, asked), await groups(db)
        titles, terms = await titles_of(db, asked), await terms_of(db, asked)
        suspension, checks = await view_of(visit, db, asked), await sanctions_of(visit, db, asked)
        contracts, people = await contracts_of(db, asked), await members(db, asked)
        own = await provider_terms(db, asked)
    context = SubscriberPage(
        frame=await desk_frame(visit, found.name),
        address=f"{HERE}/{found.id}",
        id=found.id,
        name=found.name,
        may_manage=may(visit.person, Act.MANAGE_SUBSCRIBERS),
        group="" if group is None else group.id,
        groups=(("", "—"), *((one.id, one.name) for one in all_groups)),
        titles=tuple(
            TitleLine(
                id=one.id,
                name=one.name,
                medium=say(MEDIA[Medium(one.medium)]),
                is_over=one.ended_at is not None,
            )
            for one in titles
        ),
        media=tuple((medium.value, say(words)) for medium, words in MEDIA.items()),
        contracts=tuple(contract_line(visit, one, terms.get(one.id, ())) for one in reversed(contracts)),
        people=tuple(
            PersonLine(
                name=one.name,
                email=one.email,
                is_master=one.role == "subscriber_master",
                look=f"{HERE}/{found.id}/people/{one.id}" if may(visit.person, Act.SEE_AS) else "",
            )
            for one in people
            if one.active
        ),
        provider=None
        if own is None
        else ProviderView(issuer=own.issuer, domains=", ".join(own.domains), passwords=own.passwords),
        sees_looks=may(visit.person, Act.SEE_AUDIT),
        first=await invite_form(visit, asked, people),
        suspension=suspension,
        checks=checks,
        typed_title=visit.form.typed("title"),
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, SUBSCRIBER_PAGE, context, status=200 if error is None else error.status)


def routes(desk: Desk) -> list[Route]:
    """A subscriber's address."""
    path = "/subscribers/{subscriber}"
    return [
        Route(path, signed_in(desk, show, Act.SEE_SUBSCRIBERS), methods=["GET", "HEAD"]),
        Route(path, signed_in(desk, change, Act.MANAGE_SUBSCRIBERS), methods=["POST"]),
    ]
