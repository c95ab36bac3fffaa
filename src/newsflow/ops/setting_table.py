"""Every setting there is: the table that the program reads by and that docs/settings.md is made from."""

import sys
from dataclasses import dataclass

KEPT_FOR = {
    "addresses": "NEWSFLOW_LEDGER_ADDRESS_DAYS",
    "logins": "NEWSFLOW_LEDGER_LOGIN_DAYS",
    "counters": "NEWSFLOW_COUNTERS_DAYS",
    "sign_ins": "NEWSFLOW_SIGN_INS_DAYS",
    "letters": "NEWSFLOW_LETTERS_DAYS",
    "desk_names": "NEWSFLOW_DESK_NAMES_DAYS",
    "legal_askers": "NEWSFLOW_LEGAL_ASKER_DAYS",
    "reading": "NEWSFLOW_READING_DAYS",
    "use_by_person": "NEWSFLOW_USE_BY_PERSON_DAYS",
    "requests": "NEWSFLOW_REQUESTS_DAYS",
}
"""By which setting each span of `domain/retention.py` is given."""
PREFIX = "NEWSFLOW_"
FILE_SUFFIX = "_FILE"


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table: the variable, what it does in one line, what holds without it."""

    name: str
    says: str
    default: str
    is_secret: bool = False


TABLE: tuple[Setting, ...] = (
    Setting(
        "NEWSFLOW_DATABASE_URL",
        "The PostgreSQL to use, as the app's role (libpq URL or key=value string).",
        "an embedded one in the data folder",
        is_secret=True,
    ),
    Setting(
        "NEWSFLOW_OWNER_DATABASE_URL",
        "The same database as the owner's role; read by `newsflow migrate` and `newsflow backup` alone.",
        "none; the embedded one needs none",
        is_secret=True,
    ),
    Setting("NEWSFLOW_DATABASE_USER", "The system user the embedded PostgreSQL runs as, where we are root.", "nobody"),
    Setting(
        "NEWSFLOW_DATA",
        "The data folder: database, objects, keys, logs.",
        "/var/lib/newsflow for root, else ~/.local/share/newsflow",
    ),
    Setting("NEWSFLOW_AGENCY_FILE", "The agency's description, `agency.toml`.", "the packaged demo agency's"),
    Setting("NEWSFLOW_AGENCY_CODE", "The agency's code, in place of the one in its file.", "the file's"),
    Setting("NEWSFLOW_THEME", "The folder of the agency's own face: mark, colours, fonts, legal pages ([theme.md](theme.md)).", "ours"),
    Setting("NEWSFLOW_HOSTS", "The addresses to listen on, separated by commas.", "127.0.0.1,::1"),
    Setting("NEWSFLOW_PORT", "The port to listen on; 0 takes a free one (`newsflow up` alone).", "8080"),
    Setting("NEWSFLOW_PUBLIC_URL", "The origin under which the outside reaches us, no slash at its end.", "http://localhost:PORT"),
    Setting("NEWSFLOW_TRUSTED_PROXIES", "The networks of our own reverse proxies, separated by commas: from there alone the client's address is believed as a header says it.", "none: no header is believed"),
    Setting("NEWSFLOW_PROXY_HEADER", "The header that those proxies write: x-forwarded-for or forwarded.", "x-forwarded-for"),
    Setting(
        "NEWSFLOW_SERVER_KEY",
        "The key under which API users' secrets are kept, 32 characters or more.",
        "generated in the data folder; needed with NEWSFLOW_DATABASE_URL",
        is_secret=True,
    ),
    Setting("NEWSFLOW_WORKERS", "How many worker processes `newsflow up` runs.", "1"),
    Setting("NEWSFLOW_LOG_LEVEL", "From which gravity on events are logged: debug, info, warning, error.", "info"),
    Setting("NEWSFLOW_LOG_FORMAT", "How events are written: console or json.", "console"),
    Setting("NEWSFLOW_HAS_PACE_MS", "The least time between two HAS requests of one API user, in milliseconds.", "500"),
    Setting("NEWSFLOW_HAS_PACE_SLACK_MS", "How much earlier than that a HAS request may come, in milliseconds.", "80"),
    Setting("NEWSFLOW_API_REQUESTS_MINUTE", "How many requests of the API one API user may make in a minute.", "600"),
    Setting("NEWSFLOW_LEDGER_ADDRESS_DAYS", "How many days the ledger keeps from which address something was last taken.", "30"),
    Setting("NEWSFLOW_LEDGER_LOGIN_DAYS", "How many days the ledger keeps by whose login it was last taken; then only the organisation remains.", "365"),
    Setting("NEWSFLOW_COUNTERS_DAYS", "How many days the counters of searches and refusals are kept.", "7"),
    Setting("NEWSFLOW_SESSION_HOURS", "How many hours a person stays signed in at most.", "12"),
    Setting("NEWSFLOW_SESSION_IDLE_HOURS", "After how many hours without a request a person is signed out.", "2"),
    Setting("NEWSFLOW_SIGN_INS_DAYS", "How many days sessions that ended and tries to sign in are kept, with addresses and browsers.", "30"),
    Setting("NEWSFLOW_LETTERS_DAYS", "How many days it is kept to whom which letter went; its text is emptied when it has gone.", "30"),
    Setting("NEWSFLOW_DESK_NAMES_DAYS", "How many days the name of a person of the desk who was erased stays under what they released, approved and stopped.", "365"),
    Setting("NEWSFLOW_READING_DAYS", "How many days it is kept what a person opened in the portal, for their unread marks.", "30"),
    Setting("NEWSFLOW_USE_BY_PERSON_DAYS", "How many days it is kept how many items a person took, where their organisation counts that.", "365"),
    Setting("NEWSFLOW_REQUESTS_DAYS", "How many days after a subscriber's request is closed its words are kept.", "365"),
    Setting("NEWSFLOW_LEGAL_ASKER_DAYS", "How many days after a legal request is closed it is kept who asked, their address and their letter.", "1095"),
    Setting(
        "NEWSFLOW_SMTP_URL",
        "The mail server: `smtps://user:password@host:465`, `smtp://user:password@host:587` (STARTTLS) or, for a relay on a"
        " trusted net, `smtp://host:25?tls=none`.",
        "letters are files in `mail` in the data folder",
        is_secret=True,
    ),
    Setting("NEWSFLOW_MAIL_FROM", "The sender of the desk's letters, such as `Agence Fil <desk@fil.example>`.", "newsflow@ the public URL's host"),
    Setting(
        "NEWSFLOW_ENGINE_URL",
        "The machine that drafts translations: `libretranslate+https://host`, `openai+https://host/v1?model=NAME`, or `apertium:` for the"
        " program on this machine.",
        "none: people translate",
    ),
    Setting("NEWSFLOW_ENGINE_KEY", "The key of that service.", "none", is_secret=True),
    Setting(
        "NEWSFLOW_ENGINE_INSIDE_HOSTS",
        "Hosts of the engine that may lie inside our own net, and be spoken to in plain http, separated by commas.",
        "none: only https to addresses of the Internet",
    ),
    Setting(
        "NEWSFLOW_PURGE_URL",
        "The address that is told what a cache before the public site must let go of ([site.md](site.md#a-cache-before-us)).",
        "none: no cache is told",
    ),
    Setting("NEWSFLOW_PURGE_HEADER", "The header by which it knows us, `Name: value`.", "none", is_secret=True),
    Setting(
        "NEWSFLOW_PURGE_INSIDE_HOSTS",
        "Its hosts that may lie inside our own net, and be spoken to in plain http, separated by commas.",
        "none: only https to addresses of the Internet",
    ),
    Setting(
        "NEWSFLOW_OIDC_INSIDE_HOSTS",
        "Hosts of subscribers' sign-in providers that may lie inside our own net, and be spoken to in plain http, separated by commas"
        " ([portal.md](portal.md#sign-in-by-the-organisations-own-provider)).",
        "none: only https to addresses of the Internet",
    ),
    Setting("NEWSFLOW_OBJECTS_URL", "Where media lie: a folder's absolute path, or `s3://bucket/prefix`.", "`objects` in the data folder"),
    Setting("NEWSFLOW_OBJECTS_ENDPOINT", "The address of an S3 server that is not Amazon's, such as `https://s3.example.org`.", "Amazon's"),
    Setting("NEWSFLOW_OBJECTS_REGION", "The region of the bucket.", "us-east-1"),
    Setting("NEWSFLOW_OBJECTS_ACCESS_KEY", "The name of the S3 key.", "none; needed with s3://", is_secret=True),
    Setting("NEWSFLOW_OBJECTS_SECRET_KEY", "The S3 key itself.", "none; needed with s3://", is_secret=True),
    Setting("NEWSFLOW_SCHEMAS", "The folder of the official schemas; tests alone read it.", "none"),
)  # fmt: skip

KNOWN = {row.name: row for row in TABLE}


def settings_page() -> str:
    """The page docs/settings.md, made from the table."""
    rows = [
        f"| `{row.name}`{' (or `…_FILE`)' if row.is_secret else ''} | {row.says} | {row.default} |"
        for row in TABLE
    ]
    return "\n".join(
        (
            "# Settings",
            "",
            "Each setting is an environment variable, read once at the start. An unknown `NEWSFLOW_…` name stops the",
            "start. A secret may lie in a file: `…_FILE` names it. This page is made from the table in",
            "`src/newsflow/ops/setting_table.py` by `python -m newsflow.ops.setting_table`.",
            "",
            "| variable | what it does | without it |",
            "|---|---|---|",
            *rows,
            "",
        )
    )


if __name__ == "__main__":
    sys.stdout.write(settings_page())
