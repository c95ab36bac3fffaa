# What we use of PyStemmer, which ships no types (ADR-0028).
class Stemmer:
    def __init__(self, algorithm: str, cache_size: int, /) -> None: ...
    def stemWord(self, word: str, /) -> str: ...  # noqa: N802 - the library's own name
