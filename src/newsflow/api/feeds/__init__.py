"""Private feeds under `/v1/feeds/`: RSS, Atom, JSON Feed and ninjs for a CMS that takes only an address."""

from newsflow.api.feeds.door import FeedDoor

__all__ = ["FeedDoor"]
