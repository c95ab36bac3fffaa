"""What goes into the log when something fails: where, and never what was held there."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
import structlog

from newsflow.ops.logging import configure_logging
from newsflow.ops.settings import LogFormat, LogLevel

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "k3y-of-the-harbour"


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Puts the logs of the run back."""
    root, held = logging.getLogger(), structlog.get_config()
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in ("uvicorn", "asyncio")}
    yield
    structlog.configure(**held)
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


def fail() -> None:
    held = SECRET[::-1][::-1]
    assert held
    raise RuntimeError("the pump stopped")


@pytest.mark.parametrize("form", list(LogFormat))
def test_a_trace_says_where_and_never_what_was_held_there(
    form: LogFormat, capsys: pytest.CaptureFixture[str]
):
    configure_logging(LogLevel.INFO, form)
    for log in (structlog.stdlib.get_logger("newsflow.test"), logging.getLogger("uvicorn.error")):
        try:
            fail()
        except RuntimeError:
            log.exception("pump_stopped")
        said = capsys.readouterr().err
        assert "the pump stopped" in said
        assert "test_logging.py" in said
        assert SECRET not in said
