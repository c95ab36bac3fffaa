"""The command line: one file a group of commands, one line here each."""

from typing import Any

import click

from newsflow.domain.errors import NewsflowError
from newsflow.ops.cli.contracts import (
    api_user_add,
    api_user_secret,
    contract_end,
    contract_sign,
    subscriber_add,
)
from newsflow.ops.cli.database import doctor, migrate, upgrade
from newsflow.ops.cli.demo import demo_load
from newsflow.ops.cli.desk import drafts, hold, kill, lift, reinstate, release, schedule, scheduled, withdraw
from newsflow.ops.cli.drafting import draft, draft_change, draft_show
from newsflow.ops.cli.edition import edition
from newsflow.ops.cli.import_copy import import_copy
from newsflow.ops.cli.node import serve, work
from newsflow.ops.cli.people import people, person_add, subscribers
from newsflow.ops.cli.up import up
from newsflow.ops.cli.wire import explain, show_item, wire


class House(click.Group):
    """Commands whose errors are told in three parts and without a trace."""

    def invoke(self, ctx: click.Context) -> Any:
        """What the command gives; an error of ours ends it with exit code 1."""
        try:
            return super().invoke(ctx)
        except NewsflowError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=House, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="newsflow")
def main() -> None:
    """Newsflow: release once, and every subscriber receives all that its contract covers."""


for command in (up, serve, work, migrate, doctor, upgrade, demo_load):
    main.add_command(command)
for command in (draft, draft_change, draft_show):
    main.add_command(command)
for command in (drafts, release, schedule, scheduled, hold, kill, withdraw, reinstate, lift):
    main.add_command(command)
for command in (wire, show_item, explain):
    main.add_command(command)
for command in (people, person_add, subscribers):
    main.add_command(command)
for command in (subscriber_add, contract_sign, contract_end, api_user_add, api_user_secret):
    main.add_command(command)
main.add_command(edition)
main.add_command(import_copy)
