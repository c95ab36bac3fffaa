"""The desk's own words in four languages: English in the code, the others in `catalogues/desk/*.po` (ADR-0022).

How to say something:

- in a template: `{% trans %}Release{% endtrans %}`, `{% trans name=person.name %}Ask {{ name }}{% endtrans %}`,
  `{% trans count=n %}{{ count }} dispatch{% pluralize %}{{ count }} dispatches{% endtrans %}`, or `{{ _("Release") }}`;
- in Python, where the language is known: `tongue(visit.language).say("Held by %(name)s", name=…)`, and
  `.say_n("%(count)s line", "%(count)s lines", n)`;
- in Python, where it is not known yet (tables of words at a module's top): `noop("Held")`, and `tongue(…).say(words)`
  when it is shown. `from newsflow.web.say import noop as _` reads well there.

Facts stand as `%(name)s` in catalogues and in Python, the same names in every language. After a change `make words` brings the catalogues up to
date; a test says which words are missing or stale. Words of the agency's own (section names, marks) stand in its file.
"""

from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations
from importlib import resources
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from newsflow.domain.typeset import spaced

LANGUAGES = ("en", "fr", "tr", "ar")
"""The desk's interface languages; English is what the code says."""

NAMES = {"en": "English", "fr": "Français", "tr": "Türkçe", "ar": "العربية"}
"""Each language's own name, for those who choose one."""


def noop(text: str) -> str:
    """The text as it is, marked to be translated when it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Tongue:
    """Says things in one language."""

    language: str
    translations: NullTranslations

    def say(self, text: str, **facts: object) -> str:
        """The text in this language, its `%(names)s` filled in."""
        said = self.translations.gettext(text)
        return said % facts if facts else said

    def say_n(self, one: str, many: str, count: int, **facts: object) -> str:
        """The form of the text for that number, which stands in it as `%(count)s`."""
        return self.translations.ngettext(one, many, count) % {"count": count, **facts}


@cache
def tongue(language: str) -> Tongue:
    """The tongue of an interface language; English for a language that we do not have."""
    base = language.split("-", maxsplit=1)[0].lower()
    if base not in LANGUAGES or base == "en":
        return Tongue("en", NullTranslations())
    file = resources.files("newsflow.web").joinpath("catalogues", "desk", f"{base}.po")
    compiled = BytesIO()
    catalogue = read_po(BytesIO(file.read_bytes()), locale=base)
    for message in catalogue:
        if isinstance(message.string, str):
            message.string = spaced(message.string, base)
        elif message.string:
            message.string = tuple(spaced(form, base) for form in message.string)
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Tongue(base, Translations(compiled))
