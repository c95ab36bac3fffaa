"""What the demo says of itself: addresses, logins and four curl lines that work, on the screen and in demo.json."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from newsflow.ops.demo.cast import Logins
from newsflow.ops.demo.load import Loaded

FILE = "demo.json"
SHOWN = "04-sfax-olives/fr"
"""The dispatch in the curl lines: public, corrected once, and in the second subscriber's contract."""


def write_logins(data: Path, logins: Logins) -> Path:
    """Write who may sign in to `demo.json` in the data folder, whole or not at all; mode 0600."""
    path = data / FILE
    making = data / f".{FILE}.{os.getpid()}"
    making.touch(mode=0o600)
    text = json.dumps(msgspec.to_builtins(logins), ensure_ascii=False, indent=2)
    making.write_text(f"{text}\n", encoding="utf-8")
    making.replace(path)
    return path


def curl_lines(loaded: Loaded, url: str) -> tuple[str, str, str, str]:
    """A HAS search, a HAS document, a page of the API and one of the site. Two users, so that no pace is broken between them."""
    everything, two_shores = loaded.logins.api_users[:2]
    guid = loaded.guids[SHOWN]
    return (
        f"curl -s -u {everything.username}:{everything.password} -d filter_language=1 -d limit=5 {url}/abone/search",
        f"curl -s -u {two_shores.username}:{two_shores.password} {url}/abone/document/{guid}/newsml29",
        f"curl -s -u {two_shores.username}:{two_shores.password} '{url}/v1/entries?after=0&limit=2&format=text'",
        f"curl -sL {url}/items/{guid}",
    )


def told(loaded: Loaded, url: str) -> Iterator[str]:
    """The lines for whoever started the demo."""
    yield f"{loaded.entries} entries are on the wire."
    yield ""
    yield f"  public site   {url}/"
    yield f"  desk          {url}/desk/   (letters: the folder mail in the data folder)"
    yield f"  portal        {url}/portal/"
    yield f"  API           {url}/v1/"
    yield f"  HAS           {url}/abone/"
    for kind, people in (("desk", loaded.logins.desk_users), ("portal", loaded.logins.portal_users)):
        yield ""
        for person in people:
            yield f"  {kind:<7} {person.role:<18} {person.email:<32} {person.password}"
    yield ""
    for machine in loaded.logins.api_users:
        yield f"  API     {machine.username:<18} {machine.contract:<47} {machine.password}"
    yield ""
    for line in curl_lines(loaded, url):
        yield f"  {line}"
    yield ""
