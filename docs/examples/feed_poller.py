"""Keeps a folder of pages in step with a private feed in JSON, with what Python brings along: run it each minute.

    python feed_poller.py https://wire.example/v1/feeds/SECRET pages/

A text that is held, withdrawn or killed is taken down; one that is corrected or reinstated is written again. Put what
your CMS needs into `publish` and `take_down`.
"""

import html
import json
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

STATE = "state.json"


def publish(folder: Path, item: dict[str, Any]) -> None:
    """Put a text on the site, or put its new version in its place."""
    page = f"<h1>{html.escape(item['title'])}</h1>\n{item['content_html']}\n"
    page_of(folder, item).write_text(page, "utf-8")


def take_down(folder: Path, item: dict[str, Any]) -> None:
    """Take a text off the site, if it is there."""
    page_of(folder, item).unlink(missing_ok=True)


def tell_editors(item: dict[str, Any]) -> None:
    """A notice says what happened to another item; it is for people, and is not published."""
    print(item["title"])


def page_of(folder: Path, item: dict[str, Any]) -> Path:
    """The file of an item: its id stays the same for life."""
    return folder / f"{item['id'].replace(':', '_')}.html"


def fetch(address: str, etag: str) -> tuple[dict[str, Any] | None, str]:
    """The feed with its ETag; None when nothing changed."""
    request = urllib.request.Request(address, headers={"If-None-Match": etag} if etag else {})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer), answer.headers["ETag"]
    except urllib.error.HTTPError as error:
        if error.code == 304:
            return None, etag
        raise


def main(address: str, folder: Path) -> None:
    """One round."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / STATE
    state: dict[str, Any] = json.loads(kept.read_text("utf-8")) if kept.exists() else {"etag": "", "seen": {}}
    feed, etag = fetch(address, state["etag"])
    for item in reversed(feed["items"] if feed else []):
        about = item["_newsflow"]
        if state["seen"].get(item["id"]) == about["version"]:
            continue
        if "notice_action" in about:
            tell_editors(item)
        elif about["status"] == "usable":
            publish(folder, item)
        else:  # withheld or canceled: held, withdrawn, killed
            take_down(folder, item)
        state["seen"][item["id"]] = about["version"]
    state["etag"] = etag
    beside = kept.with_suffix(".new")
    beside.write_text(json.dumps(state), "utf-8")
    beside.replace(kept)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
