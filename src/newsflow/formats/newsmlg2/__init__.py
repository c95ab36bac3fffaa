"""NewsML-G2 2.35, power conformance: a newsItem for each item, a packageItem for a series or a story."""

from newsflow.formats.newsmlg2.story import Story, story_package
from newsflow.formats.newsmlg2.writer import core, fill

__all__ = ["Story", "core", "fill", "story_package"]
