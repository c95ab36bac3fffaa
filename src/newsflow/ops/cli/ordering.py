"""What the commands that carry out an order ask for alike: its law and file, who asked, and two people's names."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

import click

from newsflow.domain.guid import PersonId
from newsflow.wire.erase import Order

Command = Callable[..., None]

_OPTIONS = (
    click.option("--law", help="Under which law, such as “Press Act, § 12”."),
    click.option("--file", "file_number", help="The number of the file that the order lies in."),
    click.option(
        "--asked-by", help="Who asked: a court, an office; never a private person's name. It stands for ever."
    ),
    click.option("--as", "as_email", metavar="EMAIL", help="Who orders it: an administrator or a chief."),
    click.option("--second", "second_email", metavar="EMAIL", help="The second person, of the same rank."),
    click.option("--dry-run", is_flag=True, help="Only say what it would touch; needs no names."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The order as the command line gives it."""

    law: str
    file_number: str
    asked_by: str
    as_email: str
    second_email: str

    def order(self, *, ordered_by: PersonId, second: PersonId, targets: tuple[int, ...]) -> Order:
        """The order as it is recorded, with the people's ids."""
        return Order(
            law=self.law,
            file_number=self.file_number,
            asked_by=self.asked_by,
            ordered_by=ordered_by,
            second=second,
            targets=targets,
        )


def order_options(what: str) -> Callable[[Command], Command]:
    """The options of an order, handed to the command as `asked`; None where it is only to say what it would touch.

    UsageError, which says that `what` is recorded with it, for one that is missing.
    """

    def with_options(command: Command) -> Command:
        @wraps(command)
        def taken(
            *,
            law: str | None,
            file_number: str | None,
            asked_by: str | None,
            as_email: str | None,
            second_email: str | None,
            dry_run: bool,
            **others: object,
        ) -> None:
            def given(value: str | None, option: str) -> str:
                if value is None or not value.strip():
                    raise click.UsageError(f"{what} is recorded with {option}.")
                return value.strip()

            def asked() -> Asked:
                return Asked(
                    law=given(law, "--law"),
                    file_number=given(file_number, "--file"),
                    asked_by=given(asked_by, "--asked-by"),
                    as_email=given(as_email, "--as"),
                    second_email=given(second_email, "--second"),
                )

            command(asked=None if dry_run else asked(), **others)

        for option in reversed(_OPTIONS):
            option(taken)
        return taken

    return with_options


def touched(touches: str, which: str, then: str) -> dict[str, object]:
    """A row of what the order touches, and what becomes of it."""
    return {"touches": touches, "which": which, "then": then}
