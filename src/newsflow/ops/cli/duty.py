"""Commands of duty: who is on, going on and off, rights lent for a shift."""

from datetime import timedelta
from pathlib import Path

import click

from newsflow.accounts.people import LENDABLE, Act, by_email
from newsflow.newsroom import duty as shifts
from newsflow.ops.cli.acting import Acting, act, as_option, json_option, show
from newsflow.ops.cli.desk import hand_of
from newsflow.ops.cli.start import data_option

hours_option = click.option(
    "--hours", type=click.IntRange(1, 16), default=8, show_default=True, help="For so many hours from now."
)


@click.command()
@json_option
@data_option
def duty(*, as_json: bool, data: Path | None) -> None:
    """List who is on duty, by desk, and the rights that are lent now."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        now = acting.clock()
        on = [
            _row(shift.id, "alone" if shift.alone else "on duty", shift.desk or "all desks", shift)
            for shift in await shifts.on_duty(acting.db, now)
        ]
        lent = [_row(loan.id, "lent", loan.act, loan) for loan in await shifts.lent_now(acting.db, now)]
        return [*on, *lent]

    show(act(data, work), as_json=as_json, empty="Nobody is on duty.")


def _row(number: int, what: str, of: str, whose: shifts.OnDuty | shifts.Lent) -> dict[str, object]:
    until = whose.until_at.isoformat(timespec="minutes")
    return {"number": number, "what": what, "for": of, "name": whose.name, "until": until}


@click.command("duty-on")
@as_option
@click.option("--desk", default="", help="tr, fr/sport, */sport; all desks when left out.")
@click.option("--alone", is_flag=True, help="Nobody else is there: all desks are yours.")
@click.option("--who", metavar="EMAIL", help="Put this person on duty instead.")
@hours_option
@data_option
def duty_on(*, as_email: str, desk: str, alone: bool, who: str | None, hours: int, data: Path | None) -> None:
    """Go on duty, or put somebody on; prints the shift's number."""

    async def work(acting: Acting) -> int:
        now = acting.clock()
        person = None if who is None else await by_email(acting.db, who)
        hand = await hand_of(acting, as_email)
        until = now + timedelta(hours=hours)
        return await shifts.begin(acting.db, hand, now, until=until, desk=desk, alone=alone, person=person)

    click.echo(act(data, work))


@click.command("duty-off")
@click.argument("shift", type=int)
@as_option
@data_option
def duty_off(*, shift: int, as_email: str, data: Path | None) -> None:
    """End shift SHIFT now."""

    async def work(acting: Acting) -> None:
        await shifts.end(acting.db, shift, await hand_of(acting, as_email), acting.clock())

    act(data, work)
    click.echo(f"Shift {shift} is over.")


@click.command()
@click.argument("email")
@click.argument("right", type=click.Choice(sorted(right.value for right in LENDABLE)))
@as_option
@click.option("--reason", required=True, help="Why it is lent.")
@hours_option
@data_option
def lend(*, email: str, right: str, as_email: str, reason: str, hours: int, data: Path | None) -> None:
    """Lend RIGHT to the person EMAIL for a shift; prints the loan's number."""

    async def work(acting: Acting) -> int:
        now = acting.clock()
        person, hand = await by_email(acting.db, email), await hand_of(acting, as_email)
        until = now + timedelta(hours=hours)
        return await shifts.lend(acting.db, person, Act(right), hand, now, until=until, reason=reason)

    click.echo(act(data, work))


@click.command("lend-end")
@click.argument("loan", type=int)
@as_option
@data_option
def lend_end(*, loan: int, as_email: str, data: Path | None) -> None:
    """End loan LOAN now."""

    async def work(acting: Acting) -> None:
        await shifts.take_back(acting.db, loan, await hand_of(acting, as_email), acting.clock())

    act(data, work)
    click.echo(f"Loan {loan} is over.")
