"""Writes a question for whoever does not know the language: what was put into the fields of a form, in its words."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from starlette.responses import Response
from starlette.routing import Route

from newsflow.matching.query import written
from newsflow.matching.query.tokens import plain
from newsflow.matching.tree import All, Not, Part, Some, Tree, Words
from newsflow.portal.asked import asked_of
from newsflow.portal.face import PREFIX
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.web.within.frame import done

SEARCH = f"{PREFIX}/search"
FIELDS = ("all", "phrase", "any", "none", "by", "source")
FIELD_MOST = 200
"""Characters of one field of the assistant that are read."""


async def write(visit: Visit) -> Response:
    """On to the search, with what the fields say written as its question."""
    params = visit.request.query_params
    question = question_of({name: params.get(name, "")[:FIELD_MOST] for name in FIELDS})
    return done(replace(asked_of(visit), question=question).address(SEARCH))


def question_of(fields: Mapping[str, str]) -> str:
    """The question that asks what the fields say; "" where they say nothing."""
    said = {name: plain(text) for name, text in fields.items()}
    parts: list[Tree] = [*_words(said["all"].split()), *_words([said["phrase"]])]
    either = _words(said["any"].split())
    parts += [Some(tuple(either))] if len(either) > 1 else either
    parts += [Not(word) for word in _words(said["none"].split())]
    parts += _words([said["by"]], Part.BY) + _words([said["source"]], Part.SOURCE)
    return written(parts[0] if len(parts) == 1 else All(tuple(parts)))


def _words(said: Iterable[str], part: Part = Part.TEXT) -> list[Tree]:
    return [Words(part, words, frozenset()) for words in said if any(map(str.isalnum, words))]


def routes(portal: Portal) -> list[Route]:
    """Where the form leads; it asks for nothing itself."""
    return [Route("/search/ask", signed_in(portal, write, of=own), methods=["GET", "HEAD"])]
