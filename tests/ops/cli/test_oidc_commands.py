"""A subscriber's own sign-in provider from the command line: set, shown, tried and taken off in an administrator's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsflow.ops.clock import now
from tests.accounts.oidc.provider_double import CLIENT, SECRET, provider_double
from tests.newsroom.conftest import newsroom
from tests.ops.cli.test_account_commands import ADMIN, administered
from tests.ops.cli.test_desk_commands import CHIEF, terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builders import Newsroom
    from tests.ops.cli.test_desk_commands import Terminal

__all__ = ["administered", "newsroom", "terminal"]


async def test_a_provider_is_set_shown_tried_and_taken_off(
    administered: Newsroom, terminal: Terminal, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"{SECRET}\n")
    await terminal.says("subscriber-add", "gazette", "The gazette", "--as", ADMIN)
    with provider_double(now) as double:
        named = ("--issuer", double.issuer, "--client-id", CLIENT, "--domain", "gazette.example")
        lacking = await terminal.says("oidc-set", "gazette", *named, "--as", ADMIN)
        assert (lacking.exit_code, "no client secret" in lacking.output) == (1, True)
        given = await terminal.says(
            "oidc-set", "gazette", *named, "--secret-file", str(secret), "--as", ADMIN
        )
        assert given.exit_code == 0, given.output
        assert "/portal/sign-in/with/gazette/back" in given.output
        assert (await terminal.says("oidc-set", "gazette", "--no-passwords", "--as", ADMIN)).exit_code == 0
        (shown,) = await terminal.gives("oidc", "gazette", "--as", ADMIN)
        assert (shown["passwords"], shown["issuer"], shown["secret"]) == (False, double.issuer, "sealed")
        assert SECRET not in str(shown)
        refused = await terminal.says("oidc-try", "gazette", "--as", ADMIN)
        assert (refused.exit_code, "https is needed" in refused.output) == (1, True)
        terminal.environ["NEWSFLOW_OIDC_INSIDE_HOSTS"] = "127.0.0.1"
        tried = await terminal.says("oidc-try", "gazette", "--as", ADMIN)
        assert "It knows the client id and its secret." in tried.output, tried.output
    for command in ("oidc", "oidc-try", "oidc-drop"):
        assert (await terminal.says(command, "gazette", "--as", CHIEF)).exit_code == 1, command
    assert (await terminal.says("oidc-drop", "gazette", "--as", ADMIN)).exit_code == 0
    assert "no sign-in of its own" in (await terminal.says("oidc", "gazette", "--as", ADMIN)).output
