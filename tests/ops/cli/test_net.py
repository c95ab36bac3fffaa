"""Whatever goes wrong, an operator reads what, which and what now, and no trace."""

from __future__ import annotations

import errno
import traceback
from typing import TYPE_CHECKING

import click
import psycopg
import pytest
from click.testing import CliRunner

from newsflow.domain.errors import NotFoundError
from newsflow.ops.cli import House, main
from newsflow.ops.cli.net import FAILED, UNFORESEEN
from newsflow.ops.embedded import EmbeddedDatabase

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "the row of Kestrelwood"


def ended(error: BaseException, *arguments: str) -> tuple[int, str]:
    """The exit code, and all that is printed, of a command that meets this error."""

    @click.group(cls=House)
    @click.option("--debug", is_flag=True)
    def top(*, debug: bool) -> None:
        assert debug is not None
        raise error

    ran = CliRunner().invoke(top, [*arguments, "wire"])
    if ran.exc_info and ran.exception is not None and not isinstance(ran.exception, SystemExit):
        return -1, "".join(traceback.format_exception(ran.exception))
    return ran.exit_code, ran.output


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (NotFoundError("No such item.", "nf:text:20260101:1.", "Check it."), FAILED, "No such item. nf:text"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "/nope/x"), FAILED, "/nope/x: No such"),
        (OSError(errno.ENOSPC, "No space left on device"), FAILED, "No space left on device. Mend"),
        (TimeoutError(), FAILED, "The system refused this. TimeoutError."),
        (psycopg.errors.UndefinedTable('relation "wire_head" does not exist'), FAILED, "Run `newsflow migrate`"),
        (psycopg.errors.UndefinedFunction("function wire_x() does not exist"), FAILED, "Run `newsflow migrate`"),
        (psycopg.OperationalError("the connection is lost"), FAILED, "`newsflow doctor` says more"),
        (psycopg.DataError(f"no NUL\nDETAIL: {SECRET}"), FAILED, "The database refused this. DataError: no NUL."),
        (RecursionError(f"too deep\n{SECRET}"), UNFORESEEN, "not foreseen. RecursionError: too deep. Run it again"),
        (KeyError(), UNFORESEEN, "not foreseen. KeyError. Run it again as `newsflow --debug …`"),
    ],
)  # fmt: skip
def test_an_error_is_one_line_and_its_exit_code_says_whose_fault_it_is(
    error: Exception, code: int, words: str
):
    ended_with, printed = ended(error)
    assert ended_with == code, printed
    assert words in printed
    assert printed.strip().count("\n") == 0
    assert SECRET not in printed
    assert "Traceback" not in printed


def test_with_debug_the_trace_is_printed_too():
    code, printed = ended(KeyError("beam"), "--debug")
    assert code == UNFORESEEN
    assert "Traceback" in printed
    assert "was not foreseen. KeyError: 'beam'." in printed


def test_an_exit_an_interrupt_and_a_closed_pipe_go_their_own_ways():
    assert ended(SystemExit(5))[0] == 5
    assert ended(click.exceptions.Exit(4))[0] == 4
    assert ended(click.UsageError("misspelt"))[0] == 2
    assert ended(KeyboardInterrupt()) == (1, "\nAborted!\n")
    code, printed = ended(BrokenPipeError(errno.EPIPE, "Broken pipe"))
    assert code == 1
    assert "refused" not in printed


@pytest.mark.parametrize(
    "command",
    [
        ("wire",),
        ("fsck",),
        ("doctor",),
        ("serve",),
        ("demo-load",),
        ("asset-add", __file__),
        ("api-user-add", "u", "gazette"),
        ("erasures", "export", "orders.jsonl"),
        ("backup", "backup"),
    ],
    ids=lambda command: command[0],
)
def test_a_mistyped_data_folder_is_no_newsflow_and_nothing_is_written_there(
    tmp_path: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(main, [*command, "--data", str(tmp_path / "typo")])
    assert ran.exit_code == FAILED, ran.output
    assert f"There is no Newsflow here. {tmp_path / 'typo'} holds no database." in ran.output
    assert list(tmp_path.iterdir()) == []


def test_a_cluster_without_a_schema_is_told_to_migrate(home: Path):
    with EmbeddedDatabase.open(home, fast_and_unsafe=True):
        ran = CliRunner().invoke(main, ["wire", "--data", str(home)])
    assert ran.exit_code == FAILED
    assert "Run `newsflow migrate`" in ran.output


def test_paths_that_cannot_be_written_are_said_with_their_name(home: Path):
    with EmbeddedDatabase.open(home / "data", fast_and_unsafe=True):
        data = ["--data", str(home / "data")]
        assert CliRunner().invoke(main, ["migrate", *data]).exit_code == 0
        for command in (["erasures", "export", "/nope/x"], ["backup", "/proc/x"]):
            ran = CliRunner().invoke(main, [*command, *data])
            assert ran.exit_code == FAILED, ran.output
            assert command[-1].rsplit("/", 1)[0] in ran.output
            assert "Traceback" not in ran.output
