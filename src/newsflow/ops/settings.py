"""Everything that an operator may set, read once from the environment and handed down."""
# over 300 lines because the table of settings and what reads it are one

import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Self, TypeVar
from urllib.parse import urlsplit

from newsflow.accounts.sessions import Terms
from newsflow.domain.errors import BadInputError, SetupError
from newsflow.domain.network import network
from newsflow.mail import FolderPostman, Postman, SmtpPostman, postman_of
from newsflow.newsroom.engines import Engine, engine_of
from newsflow.newsroom.engines import Place as EnginePlace
from newsflow.objects import Place
from newsflow.ops.embedded.folder import DataFolder, default_data_folder
from newsflow.subscribers.ageing import DEFAULT_KEPT, Kept
from newsflow.web.client import NO_PROXIES, Proxies, ProxyHeader

PREFIX = "NEWSFLOW_"
FILE_SUFFIX = "_FILE"
SHORTEST_KEY_CHARACTERS = 32

_Choice = TypeVar("_Choice", bound=StrEnum)


class LogLevel(StrEnum):
    """From which gravity on events are logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogFormat(StrEnum):
    """How an event is written."""

    CONSOLE = "console"
    JSON = "json"


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
    Setting("NEWSFLOW_LEDGER_ADDRESS_DAYS", "How many days the ledger keeps from which address something was last taken.", "30"),
    Setting("NEWSFLOW_LEDGER_LOGIN_DAYS", "How many days the ledger keeps by whose login it was last taken; then only the organisation remains.", "365"),
    Setting("NEWSFLOW_COUNTERS_DAYS", "How many days the counters of searches and refusals are kept.", "7"),
    Setting("NEWSFLOW_SESSION_HOURS", "How many hours a person stays signed in at most.", "12"),
    Setting("NEWSFLOW_SESSION_IDLE_HOURS", "After how many hours without a request a person is signed out.", "2"),
    Setting("NEWSFLOW_SIGN_INS_DAYS", "How many days sessions that ended and tries to sign in are kept, with addresses and browsers.", "30"),
    Setting("NEWSFLOW_LETTERS_DAYS", "How many days it is kept to whom which letter went; its text is emptied when it has gone.", "30"),
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
    Setting("NEWSFLOW_OBJECTS_URL", "Where media lie: a folder's absolute path, or `s3://bucket/prefix`.", "`objects` in the data folder"),
    Setting("NEWSFLOW_OBJECTS_ENDPOINT", "The address of an S3 server that is not Amazon's, such as `https://s3.example.org`.", "Amazon's"),
    Setting("NEWSFLOW_OBJECTS_REGION", "The region of the bucket.", "us-east-1"),
    Setting("NEWSFLOW_OBJECTS_ACCESS_KEY", "The name of the S3 key.", "none; needed with s3://", is_secret=True),
    Setting("NEWSFLOW_OBJECTS_SECRET_KEY", "The S3 key itself.", "none; needed with s3://", is_secret=True),
    Setting("NEWSFLOW_SCHEMAS", "The folder of the official schemas; tests alone read it.", "none"),
)  # fmt: skip

KNOWN = {row.name: row for row in TABLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One node's settings. The owner's URL is not among them: `owner_database_url` reads it for `migrate` and `backup`."""

    database_url: str | None
    """None: the database is embedded in the data folder."""
    database_user: str | None
    data: Path
    agency_file: Path | None
    agency_code: str | None
    hosts: tuple[str, ...]
    port: int
    public_url: str
    given_server_key: str | None
    workers: int
    log_level: LogLevel
    log_format: LogFormat
    has_pace_ms: int = 500
    has_pace_slack_ms: int = 80
    proxies: Proxies = NO_PROXIES
    kept: Kept = DEFAULT_KEPT
    session_terms: Terms = field(default_factory=Terms)
    sign_ins_kept: timedelta = timedelta(days=30)
    letters_kept: timedelta = timedelta(days=30)
    legal_askers_kept: timedelta = timedelta(days=1095)
    smtp: SmtpPostman | None = None
    """None: letters are files in the data folder."""
    given_sender: str | None = None
    given_objects: Place | None = None
    """None: media lie in the data folder."""
    engine: Engine | None = None
    """None: people translate."""

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Self:
        """The settings that `environ` gives; SetupError for an unknown name or a value out of bounds."""
        values = _known_values(environ)
        data = values.get("NEWSFLOW_DATA")
        agency_file = values.get("NEWSFLOW_AGENCY_FILE")
        port = _number(values, "NEWSFLOW_PORT", 8080, least=0, most=65535)
        settings = cls(
            database_url=values.get("NEWSFLOW_DATABASE_URL"),
            database_user=values.get("NEWSFLOW_DATABASE_USER"),
            data=Path(data).absolute() if data else default_data_folder(environ),
            agency_file=Path(agency_file).absolute() if agency_file else None,
            agency_code=values.get("NEWSFLOW_AGENCY_CODE"),
            hosts=_hosts(values),
            port=port,
            public_url=_public_url(values, port),
            given_server_key=values.get("NEWSFLOW_SERVER_KEY"),
            workers=_number(values, "NEWSFLOW_WORKERS", 1, least=0, most=64),
            log_level=_choice(values, "NEWSFLOW_LOG_LEVEL", LogLevel, LogLevel.INFO),
            log_format=_choice(values, "NEWSFLOW_LOG_FORMAT", LogFormat, LogFormat.CONSOLE),
            has_pace_ms=_number(values, "NEWSFLOW_HAS_PACE_MS", 500, least=0, most=60_000),
            has_pace_slack_ms=_number(values, "NEWSFLOW_HAS_PACE_SLACK_MS", 80, least=0, most=60_000),
            proxies=_proxies(values),
            kept=Kept(
                addresses=_days(values, "NEWSFLOW_LEDGER_ADDRESS_DAYS", 30),
                people=_days(values, "NEWSFLOW_LEDGER_LOGIN_DAYS", 365),
                counters=_days(values, "NEWSFLOW_COUNTERS_DAYS", 7),
            ),
            session_terms=_session_terms(values),
            sign_ins_kept=_days(values, "NEWSFLOW_SIGN_INS_DAYS", 30),
            letters_kept=_days(values, "NEWSFLOW_LETTERS_DAYS", 30),
            legal_askers_kept=_days(values, "NEWSFLOW_LEGAL_ASKER_DAYS", 1095),
            smtp=_smtp(values),
            given_sender=_sender(values),
            given_objects=_objects(values),
            engine=_engine(values),
        )
        settings.check_key()
        return settings

    @property
    def is_embedded(self) -> bool:
        """Whether the database is ours, in the data folder."""
        return self.database_url is None

    @property
    def objects(self) -> Place:
        """Where media lie; bytes whose digest is not known yet wait in the data folder."""
        folder = DataFolder(self.data)
        given = self.given_objects or Place(url=str(folder.objects))
        return replace(given, scratch=folder.scratch)

    @property
    def postman(self) -> Postman:
        """Who carries letters out."""
        if self.smtp is not None:
            return replace(self.smtp, sender=self.sender)
        return FolderPostman(self.data / "mail", self.sender)

    @property
    def sender(self) -> str:
        """Whose letters they are."""
        return self.given_sender or f"newsflow@{urlsplit(self.public_url).hostname}"

    @property
    def server_key(self) -> str:
        """The key under which API users' secrets are kept; the embedded one is generated on first use."""
        return self.given_server_key or DataFolder(self.data).secret("server.key")

    def check_key(self) -> None:
        """Return when a key is at hand or may be generated; SetupError otherwise."""
        if self.given_server_key is None and not self.is_embedded:
            raise SetupError(
                "The server key is missing.",
                "NEWSFLOW_DATABASE_URL is set, so no key is generated here: all nodes share one.",
                f"Set NEWSFLOW_SERVER_KEY or NEWSFLOW_SERVER_KEY_FILE, such as to {secrets.token_urlsafe(32)}.",
            )
        if self.given_server_key is not None and len(self.given_server_key) < SHORTEST_KEY_CHARACTERS:
            raise _refused(
                "NEWSFLOW_SERVER_KEY", f"it has {len(self.given_server_key)} characters", "32 or more"
            )


def owner_database_url(environ: Mapping[str, str]) -> str | None:
    """The owner's connection string, for `migrate` and `backup` alone."""
    return _known_values(environ).get("NEWSFLOW_OWNER_DATABASE_URL")


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
            "`src/newsflow/ops/settings.py` by `python -m newsflow.ops.settings`.",
            "",
            "| variable | what it does | without it |",
            "|---|---|---|",
            *rows,
            "",
        )
    )


def _known_values(environ: Mapping[str, str]) -> dict[str, str]:
    """The values by name, secrets read from their files; SetupError names what is not known."""
    values: dict[str, str] = {}
    for name, text in environ.items():
        if not name.startswith(PREFIX) or not text:
            continue
        base = name.removesuffix(FILE_SUFFIX)
        if name in KNOWN:
            value = text
        elif base in KNOWN and KNOWN[base].is_secret:
            value = _secret_from(name, Path(text))
        else:
            raise SetupError(
                "A setting is not known.",
                f"{name} is set, and no setting has this name.",
                "Unset it, or mend its spelling; docs/settings.md lists them all.",
            )
        if base in KNOWN and KNOWN[base].is_secret and base in values:
            raise _refused(base, "it is set twice", f"either {base} or {base}{FILE_SUFFIX}")
        values[name if name in KNOWN else base] = value
    return values


def _secret_from(name: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SetupError(
            "A secret cannot be read.",
            f"{name} names {path}: {error.strerror}.",
            "Mend the path or its mode.",
        ) from None


def _number(values: Mapping[str, str], name: str, default: int, *, least: int, most: int) -> int:
    text = values.get(name)
    if text is None:
        return default
    wanted = f"a whole number from {least} to {most}"
    try:
        number = int(text)
    except ValueError:
        raise _refused(name, f"it is “{text}”", wanted) from None
    if not least <= number <= most:
        raise _refused(name, f"it is {number}", wanted)
    return number


def _days(values: Mapping[str, str], name: str, default: int) -> timedelta:
    return timedelta(days=_number(values, name, default, least=0, most=36_500))


def _choice(values: Mapping[str, str], name: str, kind: type[_Choice], default: _Choice) -> _Choice:
    text = values.get(name)
    try:
        return default if text is None else kind(text.lower())
    except ValueError:
        raise _refused(name, f"it is “{text}”", ", ".join(kind)) from None


def _hosts(values: Mapping[str, str]) -> tuple[str, ...]:
    hosts = tuple(part.strip() for part in values.get("NEWSFLOW_HOSTS", "127.0.0.1,::1").split(","))
    if not all(hosts):
        raise _refused("NEWSFLOW_HOSTS", "one of its addresses is empty", "addresses separated by commas")
    return hosts


def _public_url(values: Mapping[str, str], port: int) -> str:
    url = values.get("NEWSFLOW_PUBLIC_URL", f"http://localhost:{port}")
    parts = urlsplit(url)
    if (
        parts.scheme not in {"http", "https"}
        or not parts.netloc
        or parts.path
        or parts.query
        or parts.fragment
    ):
        raise _refused("NEWSFLOW_PUBLIC_URL", f"it is “{url}”", "an origin such as https://wire.example.org")
    return url


def _proxies(values: Mapping[str, str]) -> Proxies:
    text = values.get("NEWSFLOW_TRUSTED_PROXIES", "")
    header = _choice(values, "NEWSFLOW_PROXY_HEADER", ProxyHeader, ProxyHeader.X_FORWARDED_FOR)
    try:
        return Proxies(
            networks=tuple(network(part) for part in text.split(",") if part.strip()), header=header
        )
    except BadInputError as error:
        raise _refused("NEWSFLOW_TRUSTED_PROXIES", error.which, "networks separated by commas") from None


def _session_terms(values: Mapping[str, str]) -> Terms:
    return Terms(
        whole=timedelta(hours=_number(values, "NEWSFLOW_SESSION_HOURS", 12, least=1, most=168)),
        idle=timedelta(hours=_number(values, "NEWSFLOW_SESSION_IDLE_HOURS", 2, least=1, most=168)),
    )


def _smtp(values: Mapping[str, str]) -> SmtpPostman | None:
    url = values.get("NEWSFLOW_SMTP_URL")
    return None if url is None else postman_of(url, "")


def _sender(values: Mapping[str, str]) -> str | None:
    sender = values.get("NEWSFLOW_MAIL_FROM")
    if sender is not None and ("@" not in sender or not sender.isprintable()):
        raise _refused(
            "NEWSFLOW_MAIL_FROM", f"it is “{sender[:60]}”", "an address such as desk@agency.example"
        )
    return sender


def _objects(values: Mapping[str, str]) -> Place | None:
    url = values.get("NEWSFLOW_OBJECTS_URL")
    if url is None:
        return None
    place = Place(
        url=url,
        endpoint=values.get("NEWSFLOW_OBJECTS_ENDPOINT"),
        region=values.get("NEWSFLOW_OBJECTS_REGION"),
        access_key=values.get("NEWSFLOW_OBJECTS_ACCESS_KEY"),
        secret_key=values.get("NEWSFLOW_OBJECTS_SECRET_KEY"),
    )
    place.check()
    return place


def _engine(values: Mapping[str, str]) -> Engine | None:
    url = values.get("NEWSFLOW_ENGINE_URL")
    if url is None:
        return None
    hosts = values.get("NEWSFLOW_ENGINE_INSIDE_HOSTS", "").lower().split(",")
    inside = frozenset(host.strip() for host in hosts if host.strip())
    return engine_of(EnginePlace(url=url, key=values.get("NEWSFLOW_ENGINE_KEY"), inside_hosts=inside))


def _refused(name: str, why: str, wanted: str) -> SetupError:
    return SetupError("A setting cannot be used.", f"{name}: {why}.", f"Set {wanted}.")


if __name__ == "__main__":
    sys.stdout.write(settings_page())
