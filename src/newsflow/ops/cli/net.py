"""The net under every command: whatever goes wrong is one message in three parts, and a trace only on asking."""

import traceback
from types import TracebackType

import click
import psycopg

from newsflow.domain.errors import NewsflowError

FAILED = 1
"""The exit code of a command that was refused, or that failed in a way which can be named."""
UNFORESEEN = 3
"""The exit code of a command that met what nobody had foreseen: a fault of the program's own."""


_CLICKS_OWN = (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError)


_UNKNOWN_TO_IT = (
    psycopg.errors.UndefinedTable,
    psycopg.errors.UndefinedColumn,
    psycopg.errors.UndefinedFunction,
    psycopg.errors.UndefinedObject,
)
"""What a database says of names that a later migration makes, or that were never made in it."""


class UnforeseenError(click.ClickException):
    """A fault of the program's own, told in one line."""

    exit_code = UNFORESEEN


class Net:
    """A block whose errors end the command with a message of three parts; with `debug` the trace comes first.

    A context manager and no `except`, since it names nothing: it stands once, around everything.
    """

    def __init__(self, *, debug: bool) -> None:
        """Show traces where `debug` is asked for."""
        self._debug = debug

    def __enter__(self) -> None:
        """Nothing."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Raise what click prints in place of an error; an exit, an interrupt and click's own errors go on.

        So does the pipe that a reader closed (`newsflow wire | head`), which click ends in silence.
        """
        if not isinstance(error, Exception) or isinstance(error, _CLICKS_OWN):
            return
        if self._debug:
            click.echo("".join(traceback.format_exception(error)), err=True)
        raise in_words(error) from error


def in_words(error: Exception) -> click.ClickException:
    """The error as what, which, what now."""
    if isinstance(error, NewsflowError):
        return click.ClickException(str(error))
    if isinstance(error, _UNKNOWN_TO_IT):
        return _said(
            "The database is not one that this program can use.",
            _first_line(error),
            "Run `newsflow migrate`; if that does not help, look whether it is the right database.",
        )
    if isinstance(error, psycopg.OperationalError):
        return _said(
            "The database broke off or does not answer.", _first_line(error), "`newsflow doctor` says more."
        )
    if isinstance(error, psycopg.Error):
        return _said(
            "The database refused this.", _first_line(error), "Nothing was changed. Mend it and try again."
        )
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename is not None else ""
        return _said(
            "The system refused this.",
            f"{where}{error.strerror or type(error).__name__}.",
            "Mend the path, its rights or the disk, and try again.",
        )
    return UnforeseenError(
        f"Something went wrong that was not foreseen. {_first_line(error)} "
        "Run it again as `newsflow --debug …` and report what it prints."
    )


def _said(what: str, which: str, what_now: str) -> click.ClickException:
    return click.ClickException(f"{what} {which} {what_now}")


def _first_line(error: Exception) -> str:
    """The error's class and the first line of what it says: later lines may quote a row."""
    says = str(error).strip().partition("\n")[0][:300].rstrip(".")
    return f"{type(error).__name__}: {says}." if says else f"{type(error).__name__}."
