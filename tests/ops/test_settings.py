"""Settings: read once, refused when unknown, secrets from files."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from newsflow.domain.errors import SetupError
from newsflow.domain.network import network
from newsflow.ops.setting_table import TABLE
from newsflow.ops.settings import LogFormat, Settings, owner_database_url
from newsflow.web.client import Proxies, ProxyHeader

if TYPE_CHECKING:
    from pathlib import Path

KEY = "k" * 32


def test_an_empty_environment_is_a_working_node():
    settings = Settings.read({})
    assert settings.is_embedded
    assert (settings.hosts, settings.port) == (("127.0.0.1", "::1"), 8080)
    assert settings.public_url == "http://localhost:8080"
    assert (settings.has_pace_ms, settings.has_pace_slack_ms) == (500, 80)


def test_an_unknown_name_stops_the_start():
    with pytest.raises(SetupError, match="NEWSFLOW_PROT is set, and no setting has this name"):
        Settings.read({"NEWSFLOW_PROT": "80"})


def test_a_name_that_only_tests_read_is_known():
    Settings.read({"NEWSFLOW_SCHEMAS": "/somewhere"})


def test_names_of_other_programs_are_none_of_ours():
    Settings.read({"PORT": "x", "NEWSFLOWER": "y"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NEWSFLOW_PORT", "http"),
        ("NEWSFLOW_PORT", "65536"),
        ("NEWSFLOW_WORKERS", "-1"),
        ("NEWSFLOW_LOG_LEVEL", "loud"),
        ("NEWSFLOW_HOSTS", "127.0.0.1,,::1"),
        ("NEWSFLOW_PUBLIC_URL", "wire.example.org"),
        ("NEWSFLOW_PUBLIC_URL", "https://wire.example.org/"),
        ("NEWSFLOW_SERVER_KEY", "short"),
        ("NEWSFLOW_HAS_PACE_MS", "0.5"),
        ("NEWSFLOW_TRUSTED_PROXIES", "10.0.0.1/8"),
        ("NEWSFLOW_TRUSTED_PROXIES", "proxy.example.org"),
        ("NEWSFLOW_PROXY_HEADER", "x-real-ip"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(name: str, value: str):
    with pytest.raises(SetupError, match=name):
        Settings.read({name: value})


def test_no_proxy_is_believed_unless_it_is_named():
    assert Settings.read({}).proxies == Proxies()
    named = {"NEWSFLOW_TRUSTED_PROXIES": "10.0.0.0/8, ::1", "NEWSFLOW_PROXY_HEADER": "Forwarded"}
    assert Settings.read(named).proxies == Proxies(
        networks=(network("10.0.0.0/8"), network("::1")), header=ProxyHeader.FORWARDED
    )


def test_a_secret_may_lie_in_a_file(home: Path):
    (home / "key").write_text(f"{KEY}\n")
    assert Settings.read({"NEWSFLOW_SERVER_KEY_FILE": str(home / "key")}).server_key == KEY


def test_a_secret_file_that_is_not_there_is_told(home: Path):
    with pytest.raises(SetupError, match="No such file"):
        Settings.read({"NEWSFLOW_SERVER_KEY_FILE": str(home / "key")})


def test_what_is_no_secret_has_no_file(home: Path):
    with pytest.raises(SetupError, match="NEWSFLOW_PORT_FILE"):
        Settings.read({"NEWSFLOW_PORT_FILE": str(home / "port")})


def test_a_secret_given_twice_is_refused(home: Path):
    (home / "key").write_text(KEY)
    both = {"NEWSFLOW_SERVER_KEY_FILE": str(home / "key"), "NEWSFLOW_SERVER_KEY": KEY}
    for environ in (both, dict(reversed(both.items()))):
        with pytest.raises(SetupError, match="set twice"):
            Settings.read(environ)


def test_a_database_elsewhere_needs_a_key_that_all_nodes_share():
    with pytest.raises(SetupError, match="NEWSFLOW_SERVER_KEY"):
        Settings.read({"NEWSFLOW_DATABASE_URL": "postgresql://app@db/newsflow"})
    given = {"NEWSFLOW_DATABASE_URL": "postgresql://app@db/newsflow", "NEWSFLOW_SERVER_KEY": KEY}
    assert not Settings.read(given).is_embedded


def test_the_embedded_node_s_key_is_generated_once(home: Path):
    (home / "keys").mkdir()
    settings = Settings.read({"NEWSFLOW_DATA": str(home)})
    assert len(settings.server_key) >= 32
    assert settings.server_key == Settings.read({"NEWSFLOW_DATA": str(home)}).server_key


def test_the_owner_s_url_is_no_setting_that_is_handed_on():
    environ = {"NEWSFLOW_OWNER_DATABASE_URL": "postgresql://owner:secret@db/newsflow"}
    assert "secret" not in str(dataclasses.asdict(Settings.read(environ)))
    assert owner_database_url(environ) == environ["NEWSFLOW_OWNER_DATABASE_URL"]


def test_an_empty_value_is_no_value():
    assert Settings.read({"NEWSFLOW_LOG_FORMAT": ""}).log_format is LogFormat.CONSOLE


def test_every_setting_says_what_it_does_in_one_line():
    assert len({row.name for row in TABLE}) == len(TABLE)
    for row in TABLE:
        assert row.says.endswith("."), row.name
        assert "\n" not in row.says, row.name
        assert "|" not in row.says + row.default, row.name
