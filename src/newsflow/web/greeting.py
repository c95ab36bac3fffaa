"""One greeting in a letter: ours, unless the person whose words it carries greets too."""

import re

from newsflow.domain.text import fold

LONGEST_GREETING = 60
"""Letters of a first line that is a greeting by its comma alone."""
_ENDS = (",", "،", "!")
_OPENINGS = (
    *("Hello", "Dear", "Good morning", "Good afternoon", "Good evening"),
    *("Bonjour", "Bonsoir", "Madame", "Monsieur", "Mesdames", "Chère", "Cher", "Chers", "Chères"),
    *("Merhaba", "Sayın", "İyi günler", "Günaydın", "Selam", "Değerli"),
    *("مرحبا", "أهلا", "السلام عليكم", "تحية", "السيد", "السيدة", "عزيزي", "عزيزتي"),
    *("Guten Tag", "Guten Morgen", "Hallo", "Sehr geehrte", "Sehr geehrter", "Liebe", "Lieber"),
    *("Здравствуйте", "Добрый день", "Доброе утро", "Добрый вечер", "Уважаемый", "Уважаемая", "Уважаемые"),
)
_OPENS = re.compile(f"(?:{'|'.join(re.escape(fold(opening)) for opening in _OPENINGS)})(?!\\w)")


def greets(words: str) -> bool:
    """Whether the words begin with a greeting: one of the usual openings, or a short line of its own with a comma."""
    first, _, rest = words.strip().partition("\n")
    first = first.strip()
    is_line = bool(rest.strip()) and len(first) <= LONGEST_GREETING and first.endswith(_ENDS)
    return is_line or _OPENS.match(fold(first)) is not None


def greeted_once(letter: str, words: str) -> str:
    """The pattern of a letter, whose first paragraph greets, without that where the words that come into it greet."""
    return letter.partition("\n\n")[2] if greets(words) else letter
