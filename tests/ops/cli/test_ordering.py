"""What `erase` and `redact` ask for alike."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from newsflow.ops.cli import load, main

ORDER = {
    "--law": "§ 12",
    "--file": "4 C",
    "--asked-by": "A court",
    "--as": "a@b.example",
    "--second": "c@d.example",
}
COMMANDS = {"erase": ("An erasure", ()), "redact": ("A redaction", ("--passage", "words"))}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("missing", ORDER)
def test_an_order_is_refused_by_the_option_that_it_lacks(command: str, missing: str):
    what, more = COMMANDS[command]
    for given in ({**ORDER, missing: "  "}, {name: text for name, text in ORDER.items() if name != missing}):
        words = [word for pair in given.items() for word in pair]
        refused = CliRunner().invoke(main, [command, "nf:text:20260302:1", *more, *words])
        assert refused.exit_code == 2
        assert f"{what} is recorded with {missing}." in refused.output


def test_both_commands_ask_for_an_order_in_the_same_words():
    asked = {
        command: [
            (option.opts, option.help)
            for option in load(command).params
            if isinstance(option, click.Option) and {*option.opts} & {*ORDER, "--dry-run"}
        ]
        for command in COMMANDS
    }
    assert [options for options, _ in asked["erase"]] == [[name] for name in (*ORDER, "--dry-run")]
    assert asked["erase"] == asked["redact"]
