"""The command line: one file a group of commands, one line here each. A file is imported when it is needed."""

from importlib import import_module
from typing import Any

import click

from newsflow.ops.cli.net import Net

FILES: dict[str, tuple[str, ...]] = {
    "up": ("up",),
    "node": ("serve", "work"),
    "agency": ("agency", "agency-take"),
    "database": ("migrate", "doctor", "upgrade"),
    "demo": ("demo-load",),
    "drafting": ("draft", "draft-change", "draft-show"),
    "import_copy": ("import",),
    "desk": (
        "drafts", "release", "schedule", "scheduled", "hold", "kill", "withdraw", "reinstate", "lift",
    ),
    "approving": ("approvals", "approve", "refuse", "looks"),
    "news_list": ("news-list", "news-list-add", "news-list-delay", "news-list-cancel"),
    "duty": ("duty", "duty-on", "duty-off", "lend", "lend-end"),
    "handover": ("handover", "handover-note", "handover-close", "handover-sign"),
    "translations": (
        "names", "names-load", "translations", "translation-order", "translation-take", "translation-give-back",
        "translation-tasks", "translation-stands", "translation-figures",
    ),
    "edition": ("edition",),
    "wire": ("wire", "show"),
    "tail": ("tail",),
    "explain": ("explain",),
    "search": ("search", "search-index", "search-save", "search-load"),
    "fsck": ("fsck",),
    "media": ("asset-add", "assets"),
    "series": ("series-release",),
    "documents": ("render", "formats", "formats-take", "parked", "schemas", "codes"),
    "erase": ("erase",),
    "redact": ("redact",),
    "legal": ("legal", "legal-open", "legal-decide"),
    "backup": ("backup", "restore", "erasures"),
    "people": ("people", "person-add", "subscribers"),
    "accounts": ("person-invite", "person-role", "person-close", "sign-out", "audit"),
    "leaving": ("person-data", "person-erase"),
    "members": ("member-invite", "member-data", "member-erase"),
    "oidc": ("oidc", "oidc-set", "oidc-try", "oidc-drop", "oidc-unlink"),
    "retention": ("retention",),
    "counters": ("counters",),
    "contracts": ("subscriber-add", "contract-sign", "contract-end"),
    "books": ("group-add", "group-put", "titles", "title-add", "title-end", "contract-terms", "terms"),
    "reports": (
        "report-use", "report-top", "report-silent", "report-kills", "contract-dates", "sanctions-check",
    ),
    "suspending": ("suspend", "suspend-end"),
    "sandbox": ("sandbox",),
    "test_wires": ("test-wire", "drill"),
    "feeds": ("feed-add", "feed-change", "feeds", "feed-revoke"),
    "logins": ("api-user-add", "api-user-change", "api-user-secret", "api-users"),
}  # fmt: skip
"""The commands of each file of this folder. Starting one must not cost what the others need."""

_FILE_OF = {command: file for file, commands in FILES.items() for command in commands}


class House(click.Group):
    """Commands whose errors are told in three parts, and with a trace only where it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, by the alphabet."""
        assert ctx is not None
        return sorted(_FILE_OF)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, its file imported now; None when there is none."""
        assert ctx is not None
        return load(cmd_name) if cmd_name in _FILE_OF else None

    def invoke(self, ctx: click.Context) -> Any:
        """What the command gives; an error ends it with the exit code and the words of `net`."""
        with Net(debug=bool(ctx.params.get("debug"))):
            return super().invoke(ctx)


def load(name: str) -> click.Command:
    """The command of that name. Raises KeyError when the file that FILES names has none such."""
    module = import_module(f"newsflow.ops.cli.{_FILE_OF[name]}")
    found = {each.name: each for each in vars(module).values() if isinstance(each, click.Command)}
    return found[name]


@click.group(cls=House, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="newsflow")
@click.option("--debug", is_flag=True, help="Print the trace of an error too, for whoever mends the program.")
def main(*, debug: bool) -> None:
    """Newsflow: release once, and every subscriber receives all that its contract covers."""
    assert debug is not None
