"""What a subscriber's page shows, as CSV: commercial terms, checks against sanctions, looks into its portal."""

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.looks.looks import looks_of
from newsflow.accounts.people import Act
from newsflow.db.pool import reading
from newsflow.desk.subscribers.files import csv_file
from newsflow.desk.subscribers.shown import names_of
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.clock import rfc3339
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.books.terms import terms_of
from newsflow.subscribers.contracts import subscriber_named
from newsflow.subscribers.reports.due import checks_of

_TERMS = (
    "contract", "number", "at", "by", "legal name", "tax number", "billing address", "signatory", "price", "currency",
    "per", "renews on", "notice by", "titles",
)  # fmt: skip


async def terms_file(visit: Visit) -> Response:
    """Every line of terms that was ever in force, those in force first."""
    async with reading(visit.desk.pool) as db:
        found = await subscriber_named(db, _asked(visit))
        terms = [one for lines in (await terms_of(db, found.id)).values() for one in lines]
        names = await names_of(db, [one.by for one in terms])
    lines = [
        (
            one.contract, one.number, rfc3339(one.at), names.get(one.by, one.by), one.legal_name or "", one.tax_number or "",
            one.billing_address or "", one.signatory or "", "" if one.price is None else one.price, one.currency or "",
            one.per, one.renews_on or "", one.notice_by or "", " ".join(map(str, one.titles)),
        )
        for one in terms
    ]  # fmt: skip
    return csv_file(f"terms-{found.id}.csv", _TERMS, lines)


async def checks_file(visit: Visit) -> Response:
    """The checks, the latest first."""
    async with reading(visit.desk.pool) as db:
        found = await subscriber_named(db, _asked(visit))
        checks = await checks_of(db, found.id)
        names = await names_of(db, [one.by for one in checks])
    lines = [
        (
            one.checked_on,
            "clear" if one.clear else "found",
            one.lists,
            one.remark,
            rfc3339(one.at),
            names.get(one.by, one.by),
        )
        for one in checks
    ]
    return csv_file(
        f"sanctions-{found.id}.csv", ("checked on", "result", "lists", "remark", "at", "by"), lines
    )


async def looks_file(visit: Visit) -> Response:
    """The looks, the latest first; who was erased since has no name."""
    async with reading(visit.desk.pool) as db:
        found = await subscriber_named(db, _asked(visit))
        looks = await looks_of(db, found.id)
    lines = [
        (rfc3339(one.begun), rfc3339(one.over), one.by or "", one.person or "", one.because) for one in looks
    ]
    return csv_file(f"looks-{found.id}.csv", ("begun", "over", "by", "as", "because"), lines)


def _asked(visit: Visit) -> SubscriberId:
    return SubscriberId(str(visit.request.path_params["subscriber"]))


def routes(desk: Desk) -> list[Route]:
    """The files of a subscriber; its looks are for those who see the audit trail."""
    gets = {
        "terms.csv": (terms_file, Act.SEE_SUBSCRIBERS),
        "sanctions.csv": (checks_file, Act.SEE_SUBSCRIBERS),
        "looks.csv": (looks_file, Act.SEE_AUDIT),
    }
    return [
        Route(f"/subscribers/{{subscriber}}/{name}", signed_in(desk, shown, needs), methods=["GET", "HEAD"])
        for name, (shown, needs) in gets.items()
    ]
