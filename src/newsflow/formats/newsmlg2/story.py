"""A story as a packageItem: the items of one event, as one account may see them now."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.domain.agency import Agency
from newsflow.formats.core import xml_core
from newsflow.formats.newsmlg2.item import g2_root, members, own
from newsflow.formats.sheet import Link, seconds
from newsflow.formats.xml import add, line, put


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story at a moment of the wire: what it is called, and its items in the order in which they first went out."""

    agency: Agency
    id: str
    seq: int
    """The wire's number of its last change that the asker may see: the package's version."""
    slug: str
    language: str
    first_at: datetime
    at: datetime
    items: tuple[Link, ...]


def story_package(story: Story) -> bytes:
    """The package. Its items' order says when each came, not which matters most."""
    item = g2_root(
        "packageItem", story.agency, f"{story.agency.code}:story:{story.id}", story.seq, story.language
    )
    meta = add(item, "itemMeta")
    put(meta, "itemClass", qcode="ninat:composite")
    put(meta, "provider", literal=story.agency.code)
    put(meta, "versionCreated", seconds(story.at))
    put(meta, "firstCreated", seconds(story.first_at))
    put(meta, "pubStatus", qcode="stat:usable")
    put(meta, "itemMetaExtProperty", rel=own("item", "story"), value=story.id)
    content = add(item, "contentMeta")
    put(content, "slugline", line(story.slug), lang=story.language)
    group_set = add(item, "groupSet", root="story")
    group = add(group_set, "group", id="story", role=own("relation", "story"), mode="pgrmod:bag")
    members(group, story.items)
    return xml_core(item).joined({})
