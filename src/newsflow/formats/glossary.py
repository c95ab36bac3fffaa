"""What an agency's codes are called in one language, and the terms they make: worked out once, not for each document."""

from functools import lru_cache
from typing import NamedTuple

import msgspec

from newsflow.domain.agency import Agency
from newsflow.domain.labels import in_language
from newsflow.domain.topics import Topics
from newsflow.formats import newscodes
from newsflow.formats.xml import line

KEPT = 64
"""Glossaries that a process keeps: an agency's languages; another description of the agency has glossaries of its own."""

SUBJECTS_KEPT = 4096
"""Terms that a format keeps as it writes them: all topics, sections and packages, and the keywords that came last."""


class Term(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """A code or word that an item is filed under."""

    rel: str
    """`topic`, `subject-code`, `section`, `package`, `story` or `keyword`."""
    scheme: str | None = None
    """The address of the list that the code is from; code and scheme come together."""
    code: str | None = None
    name: str | None = None


class Filed(NamedTuple):
    """A media topic, and the old subject code beside it where it has one."""

    topic: Term
    subject: Term | None


def scheme(agency: Agency, kind: str) -> str:
    """The address of a list of the agency's own."""
    return f"urn:x-newsflow:{agency.code}:{kind}"


class Glossary:
    """An agency's sections, packages and providers, and the media topics, in one language."""

    def __init__(self, agency: Agency, topics: Topics, language: str) -> None:
        """Read the agency's lists; a topic is read when it first comes, since there are more than a thousand."""
        self._schemes = {kind: scheme(agency, kind) for kind in ("section", "package", "story")}
        self._sections = {
            each.code: self._own("section", each.code, in_language(each.labels, language, agency))
            for each in agency.sections
        }
        self._packages = {
            each.code: self._own("package", each.code, in_language(each.labels, language, agency))
            for each in agency.packages
        }
        self._providers = {
            each.code: line(in_language(each.labels, language, agency)) for each in agency.providers
        }
        self._agency = line(agency.name)
        self._topics, self._language = topics, language
        self._filed: dict[str, Filed] = {}

    def _own(self, kind: str, code: str, name: str | None) -> Term:
        said = None if name is None else line(name)
        return Term(rel=kind, scheme=self._schemes[kind], code=code, name=said)

    def section(self, code: str) -> Term:
        """The section; one that is no longer in the list goes by its code."""
        return self._sections.get(code) or self._own("section", code, code)

    def section_name(self, code: str) -> str:
        """What the section is called, on one line."""
        return self.section(code).name or ""

    def package(self, code: str) -> Term:
        """The package; without a name where it is no longer in the list."""
        return self._packages.get(code) or self._own("package", code, None)

    def story(self, code: str, slug: str) -> Term:
        """The story, called by its slug."""
        return self._own("story", code, slug)

    def provider(self, code: str) -> str:
        """Whose copy it is, by name: the agency's own where the list does not say."""
        return self._providers.get(code) or self._agency

    def filed(self, code: str) -> Filed:
        """The topic with its subject code. Only what the list has is kept."""
        found = self._filed.get(code)
        if found is None:
            found = self._read(code)
            if self._topics.get(code) is not None:
                self._filed[code] = found
        return found

    def _read(self, code: str) -> Filed:
        number = self._topics.subject(code)
        topic = self._topic("topic", newscodes.MEDIA_TOPIC, code.removeprefix("medtop:"), code)
        if number is None:
            return Filed(topic, None)
        return Filed(topic, self._topic("subject-code", newscodes.SUBJECT_CODE, number, f"medtop:{number}"))

    def _topic(self, rel: str, of: str, number: str, code: str) -> Term:
        label = self._topics.label(code, self._language)
        return Term(rel=rel, scheme=of, code=number, name=None if label is None else line(label))


@lru_cache(maxsize=KEPT)
def glossary(agency: Agency, topics: Topics, language: str) -> Glossary:
    """The glossary of that agency and language, the same one for every document."""
    return Glossary(agency, topics, language)
