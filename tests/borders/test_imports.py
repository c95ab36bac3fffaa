"""Imports run one way, and a pure room stays pure."""

from __future__ import annotations

import re

import pytest

from house.imports import (
    LAYERS,
    PURE_LIBRARIES,
    RANK,
    SOLD_AS,
    direction_breaches,
    imports,
    purity_breaches,
    room_of,
)
from house.source import PACKAGE, ROOT, Source, sources, told


def planted(path: str, text: str) -> Source:
    return Source(f"{PACKAGE}/{path}", text)


def test_no_room_imports_upwards_or_sideways():
    package = sources(".py", under=(f"{PACKAGE}/",))
    assert len(package) > 20, "the check must have found the package"
    breaches = [breach for source in package for breach in direction_breaches(source)]
    assert not breaches, told(breaches)


def test_pure_rooms_read_nothing_and_change_nothing():
    breaches = [
        breach for source in sources(".py", under=(f"{PACKAGE}/",)) for breach in purity_breaches(source)
    ]
    assert not breaches, told(breaches)


def test_every_folder_of_the_package_is_a_room():
    rooms = {
        room_of(source.path)
        for source in sources(".py", under=(f"{PACKAGE}/",))
        if source.path.count("/") > 2
    }
    assert rooms <= set(RANK), f"no layer for {sorted(rooms - set(RANK))}"


def test_every_folder_with_code_is_a_package_so_that_no_check_passes_it_by():
    files = {source.path for source in sources(".py", under=(f"{PACKAGE}/",))}
    folders = {path.rsplit("/", 1)[0] for path in files}
    missing = sorted(folder for folder in folders if f"{folder}/__init__.py" not in files)
    assert not missing, f"no __init__.py in {', '.join(missing)}"


def test_each_room_has_one_layer():
    assert sum(len(layer) for layer in LAYERS) == len(RANK)


def test_every_pure_library_is_a_dependency_and_says_why():
    project = (ROOT / "pyproject.toml").read_text()
    for library, reason in PURE_LIBRARIES.items():
        sold = SOLD_AS.get(library, library)
        assert re.search(rf'"{sold}[>=]', project), f"{library} is no dependency"
        assert len(reason.split()) >= 5


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("domain/item.py", "from newsflow.wire.append import append"),
        ("domain/item.py", "import newsflow.db"),
        ("wire/read.py", "from newsflow.accounts import people"),
        ("wire/read.py", "from newsflow import accounts"),
        ("wire/read.py", "from ..accounts import people"),
        ("wire/read.py", "from .. import accounts"),
        ("matching/rule.py", "from newsflow.formats.text import render"),
        ("site/front.py", "from newsflow.has.search import search"),
        ("web/page.py", "def page():\n    from newsflow.desk import home"),
        ("web/page.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import newsflow.desk.home"),
        ("delivery/worker.py", "from newsflow.ops.settings import Settings"),
        ("app.py", "from newsflow.ops.settings import Settings"),
        ("helpers/text.py", "import re"),
        ("wire/read.py", "from newsflow.helpers import text"),
    ],
)
def test_an_import_that_runs_the_wrong_way_is_caught(path: str, text: str):
    assert list(direction_breaches(planted(path, text)))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "wire/read.py",
            "from newsflow.domain.entry import Entry\nfrom newsflow.wire import rows\nimport newsflow",
        ),
        ("has/mount.py", "from newsflow.web.page import page\nfrom . import search"),
        ("ops/cli/main.py", "from newsflow.app import application\nfrom newsflow.wire.fsck import fsck"),
        ("__main__.py", "from newsflow.ops.cli import main"),
    ],
)
def test_an_import_that_runs_the_right_way_passes(path: str, text: str):
    assert not list(direction_breaches(planted(path, text)))


@pytest.mark.parametrize(
    "text",
    [
        "import os",
        "import os.path",
        "from os import environ",
        "import socket",
        "import time",
        "import random",
        "from pathlib import Path",
        "import pathlib",
        "import urllib.request",
        "from urllib import request",
        "import structlog",
        "import psycopg",
        "x = open('copy.txt')",
        "from datetime import datetime\nx = datetime.now()",
        "from datetime import UTC, datetime\nx = datetime.now(UTC)",
        "import datetime\nx = datetime.datetime.utcnow()",
        "import datetime as d\nx = d.date.today()",
        "def f(path):\n    return path.read_text()",
        "def f():\n    import subprocess",
    ],
)
@pytest.mark.parametrize("room", ["domain", "matching", "formats/ninjs", "copyreader"])
def test_a_pure_room_that_touches_the_world_is_caught(room: str, text: str):
    assert list(purity_breaches(planted(f"{room}/planted.py", text)))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("domain/clock.py", "from datetime import UTC, datetime, timedelta\nimport re, hashlib, zoneinfo"),
        (
            "formats/nitf/render.py",
            "import msgspec\nfrom pathlib import PurePosixPath\nimport urllib.parse",
        ),
        ("formats/ninjs/render.py", "def f(now):\n    return now().isoformat()"),
        ("wire/follow.py", "import asyncio, time, os\nopen('x')"),
    ],
)
def test_what_does_not_touch_the_world_passes(path: str, text: str):
    assert not list(purity_breaches(planted(path, text)))


def test_an_import_inside_a_function_is_seen_with_its_line():
    source = planted("wire/read.py", "def f():\n    from ..db import pool\n")
    assert [(found.module, found.names, found.line) for found in imports(source)] == [
        ("newsflow.db", ("pool",), 2)
    ]
