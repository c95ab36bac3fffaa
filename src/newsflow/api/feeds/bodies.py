"""A feed's bytes: its entries under its head. PURE: the newest entry's time is the feed's."""

from collections.abc import Sequence

import msgspec

from newsflow.api.feeds.listing import Shown
from newsflow.domain.agency import Agency
from newsflow.domain.clock import rfc3339
from newsflow.formats.feed import FeedHead, feed
from newsflow.formats.names import ABOUT, FEEDS, Format
from newsflow.subscribers.feeds import Feed


def joined(
    record: Feed, form: Format, agency: Agency, home: str, shown: Sequence[Shown]
) -> tuple[bytes, str]:
    """The document and its media type. ninjs has no list: ours is an object with the items in `items`."""
    updated = max((each.header.at for each in shown), default=record.created_at)
    if form in FEEDS:
        head = FeedHead(
            id=f"urn:x-newsflow:feed:{agency.code}:{record.id}", title=record.title, author=agency.name,
            language=agency.default_language, updated=updated, home=home or None,
        )  # fmt: skip
        return feed(form, head, [each.body for each in shown]), ABOUT[form].media_type
    about = {"title": record.title, "updated": rfc3339(updated), "format": form.value}
    head = msgspec.json.encode(about)
    return head[:-1] + b',"items":[' + b",".join(each.body for each in shown) + b"]}", "application/json"
