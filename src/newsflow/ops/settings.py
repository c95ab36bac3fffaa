"""Everything that an operator may set, read once from the environment and handed down."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from newsflow.accounts.oidc.asking import SETTING as OIDC_INSIDE
from newsflow.accounts.sessions import Terms
from newsflow.domain.errors import SetupError
from newsflow.domain.retention import Retention
from newsflow.mail import FolderPostman, Postman, SmtpPostman
from newsflow.newsroom.editions.purge import Cache
from newsflow.newsroom.engines import Engine
from newsflow.objects import Place
from newsflow.ops.embedded.folder import DataFolder, default_data_folder
from newsflow.ops.setting_values import (
    cache,
    choice,
    engine,
    hosts,
    inside_hosts,
    known_values,
    number,
    objects,
    proxies,
    public_url,
    refused,
    retention,
    sender,
    session_terms,
    smtp,
)
from newsflow.search.folder import IndexFolder
from newsflow.web.client import NO_PROXIES, Proxies

SHORTEST_KEY_CHARACTERS = 32


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
    api_requests_minute: int = 600
    proxies: Proxies = NO_PROXIES
    kept: Retention = field(default_factory=Retention)
    session_terms: Terms = field(default_factory=Terms)
    smtp: SmtpPostman | None = None
    """None: letters are files in the data folder."""
    given_sender: str | None = None
    given_objects: Place | None = None
    """None: media lie in the data folder."""
    theme: Path | None = None
    """The folder of the agency's own face; None: ours."""
    engine: Engine | None = None
    """None: people translate."""
    cache: Cache | None = None
    """The cache before the public site that is told; None: none is."""
    oidc_inside_hosts: frozenset[str] = frozenset()
    """Hosts of subscribers' sign-in providers that may lie inside."""

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Self:
        """The settings that `environ` gives; SetupError for an unknown name or a value out of bounds."""
        values = known_values(environ)
        data = values.get("NEWSFLOW_DATA")
        agency_file = values.get("NEWSFLOW_AGENCY_FILE")
        port = number(values, "NEWSFLOW_PORT", 8080, least=0, most=65535)
        settings = cls(
            database_url=values.get("NEWSFLOW_DATABASE_URL"),
            database_user=values.get("NEWSFLOW_DATABASE_USER"),
            data=Path(data).absolute() if data else default_data_folder(environ),
            agency_file=Path(agency_file).absolute() if agency_file else None,
            agency_code=values.get("NEWSFLOW_AGENCY_CODE"),
            hosts=hosts(values),
            port=port,
            public_url=public_url(values, port),
            given_server_key=values.get("NEWSFLOW_SERVER_KEY"),
            workers=number(values, "NEWSFLOW_WORKERS", 1, least=0, most=64),
            log_level=choice(values, "NEWSFLOW_LOG_LEVEL", LogLevel, LogLevel.INFO),
            log_format=choice(values, "NEWSFLOW_LOG_FORMAT", LogFormat, LogFormat.CONSOLE),
            has_pace_ms=number(values, "NEWSFLOW_HAS_PACE_MS", 500, least=0, most=60_000),
            api_requests_minute=number(values, "NEWSFLOW_API_REQUESTS_MINUTE", 600, least=1, most=1_000_000),
            has_pace_slack_ms=number(values, "NEWSFLOW_HAS_PACE_SLACK_MS", 80, least=0, most=60_000),
            proxies=proxies(values),
            kept=retention(values),
            session_terms=session_terms(values),
            smtp=smtp(values),
            given_sender=sender(values),
            given_objects=objects(values),
            engine=engine(values),
            cache=cache(values),
            oidc_inside_hosts=inside_hosts(values, OIDC_INSIDE),
            theme=Path(theme).absolute() if (theme := values.get("NEWSFLOW_THEME")) else None,
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
    def search(self) -> IndexFolder:
        """Where this node's search index lies."""
        return IndexFolder(DataFolder(self.data).search)

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
            raise refused(
                "NEWSFLOW_SERVER_KEY", f"it has {len(self.given_server_key)} characters", "32 or more"
            )


def owner_database_url(environ: Mapping[str, str]) -> str | None:
    """The owner's connection string, for `migrate` and `backup` alone."""
    return known_values(environ).get("NEWSFLOW_OWNER_DATABASE_URL")
