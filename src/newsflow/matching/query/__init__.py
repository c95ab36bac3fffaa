"""The one language in which search, streams, feeds and alerts are asked (docs/query.md)."""

from newsflow.matching.query.limits import CONDITIONS_LIMIT, DEPTH_LIMIT, QUESTION_LIMIT, VALUES_LIMIT
from newsflow.matching.query.parser import parse
from newsflow.matching.query.written import written

__all__ = ["CONDITIONS_LIMIT", "DEPTH_LIMIT", "QUESTION_LIMIT", "VALUES_LIMIT", "parse", "written"]
