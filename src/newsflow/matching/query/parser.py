"""A question as the tree that contracts compile to: `or` of `and` of `not` of words, fields and parentheses."""

from collections.abc import Collection
from datetime import datetime

from newsflow.domain.agency import Agency
from newsflow.domain.errors import QuestionError
from newsflow.domain.worded import worded
from newsflow.matching.analyser import ways
from newsflow.matching.query.fields import joined, leaf
from newsflow.matching.query.limits import CONDITIONS_LIMIT, DEPTH_LIMIT
from newsflow.matching.query.tokens import Kind, Token, cut, fault
from newsflow.matching.tree import EVERYTHING, All, AnyOf, Field, Not, Part, Some, Tree, Words


def parse(question: str, agency: Agency, now: datetime, languages: Collection[str] = ()) -> Tree:
    """The tree of a question; an empty one asks for everything. Raises QuestionError with the character.

    `since:2d` counts from `now`; dates without a zone are the agency's. Words are analysed in the languages that
    `lang:` names beside them, else in `languages`, which are asked for besides, else in all of the agency's.
    """
    tree = _Parser(question, agency, now).whole()
    return _aimed(tree, tuple(sorted(languages)) or tuple(language.code for language in agency.languages))


def _aimed(tree: Tree, languages: tuple[str, ...]) -> Tree:
    """The tree with the terms that its words have in the languages that stand beside them."""
    match tree:
        case Words(Part.TEXT, said):
            return Words(Part.TEXT, said, ways(said, languages))
        case All(parts):
            beside: list[frozenset[str]] = [
                part.values for part in parts if isinstance(part, AnyOf) and part.field is Field.LANGUAGE
            ]
            within = tuple(sorted(beside[0].intersection(*beside[1:]))) if beside else languages
            return All(tuple(_aimed(part, within or languages) for part in parts))
        case Some(parts):
            return Some(tuple(_aimed(part, languages) for part in parts))
        case Not(part):
            return Not(_aimed(part, languages))
        case _:
            return tree


class _Parser:
    """Reads the pieces once, from left to right."""

    def __init__(self, question: str, agency: Agency, now: datetime) -> None:
        self.question, self.agency, self.now = question, agency, now
        self.tokens = cut(question)
        self.place = 0
        self.conditions = 0

    def _token(self) -> Token:
        return self.tokens[self.place]

    def whole(self) -> Tree:
        if self._token().kind is Kind.END:
            return EVERYTHING
        tree = self._either(0)
        if self._token().kind is not Kind.END:
            raise self._fault(_CLOSES_NOTHING, _TAKE_IT_OUT)
        return tree

    def _either(self, depth: int) -> Tree:
        parts = [self._both(depth)]
        while self._token().kind is Kind.OR:
            self.place += 1
            parts.append(self._both(depth))
        return joined(parts, Some)

    def _both(self, depth: int) -> Tree:
        parts = [self._one(depth)]
        while self._token().kind not in {Kind.OR, Kind.CLOSE, Kind.END}:
            if self._token().kind is Kind.AND:
                self.place += 1
            parts.append(self._one(depth))
        return joined(parts, All)

    def _one(self, depth: int) -> Tree:
        token = self._token()
        if depth > DEPTH_LIMIT:
            what_now = worded(
                "Parentheses and NOTs go %(most)s deep at most; ask it more simply.", most=DEPTH_LIMIT
            )
            raise self._fault(worded("The question goes too deep."), what_now)
        match token.kind:
            case Kind.NOT:
                self.place += 1
                return Not(self._one(depth + 1))
            case Kind.OPEN:
                return self._inside(token, depth)
            case Kind.WORDS | Kind.FIELD:
                return self._condition(token)
            case _:
                raise self._missing(token)

    def _inside(self, opened: Token, depth: int) -> Tree:
        self.place += 1
        tree = self._either(depth + 1)
        if self._token().kind is not Kind.CLOSE:
            what_now = worded("Close it with ) after its last word.")
            raise fault(self.question, opened.at, _NOT_CLOSED, what_now)
        self.place += 1
        return tree

    def _condition(self, token: Token) -> Tree:
        self.place += 1
        if token.kind is Kind.WORDS:
            found: Tree = Words(Part.TEXT, token.text, frozenset())
            self.conditions += 1
        else:
            found = leaf(token, self.question, self.agency, self.now)
            self.conditions += len(found.parts) if isinstance(found, Some) else 1
        if self.conditions > CONDITIONS_LIMIT:
            what_now = worded("A question has %(most)s words and fields at most.", most=CONDITIONS_LIMIT)
            raise fault(self.question, token.at, worded("The question asks too much at once."), what_now)
        return found

    def _missing(self, token: Token) -> QuestionError:
        before = self.tokens[self.place - 1] if self.place else None
        if before is not None and before.kind in {Kind.AND, Kind.OR, Kind.NOT}:
            what = worded("A word or a field is missing after %(sign)s.", sign=before.kind.value)
            return self._fault(what, _IN_QUOTES)
        if token.kind is Kind.CLOSE:
            if before is not None and before.kind is Kind.OPEN:
                return self._fault(
                    worded("There is nothing in the parentheses."),
                    worded("Write words between them, or take them out."),
                )
            return self._fault(_CLOSES_NOTHING, _TAKE_IT_OUT)
        if token.kind is Kind.END:
            return self._fault(_NOT_CLOSED, worded("Write words and close it with )."))
        return self._fault(worded("%(sign)s has nothing before it.", sign=token.kind.value), _IN_QUOTES)

    def _fault(self, what: str, what_now: str) -> QuestionError:
        return fault(self.question, self._token().at, what, what_now)


_IN_QUOTES = worded("Write one, or put quotation marks around AND, OR or NOT to look for the word itself.")
_CLOSES_NOTHING = worded("This parenthesis closes nothing.")
_TAKE_IT_OUT = worded("Take it out, or open one before it.")
_NOT_CLOSED = worded("This parenthesis is not closed.")
