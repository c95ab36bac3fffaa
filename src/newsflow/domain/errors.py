"""Every error that a person or a program may be shown: what, which, and what now (STYLE.md)."""


class NewsflowError(Exception):
    """An error with an HTTP status and a message of three parts."""

    status: int = 500
    slug: str = "error"

    def __init__(self, what: str, which: str, what_now: str) -> None:
        """Keep the three parts apart; `str()` joins them into one message."""
        super().__init__(what, which, what_now)
        self.what = what
        self.which = which
        self.what_now = what_now

    def __str__(self) -> str:
        """The three parts as sentences, each with its full stop: "which" is often a bare id or address."""
        return " ".join(_sentence(part) for part in (self.what, self.which, self.what_now) if part)

    @property
    def detail(self) -> str:
        """The second and third part as sentences, for whoever says the first apart."""
        return " ".join(_sentence(part) for part in (self.which, self.what_now) if part)


def _sentence(part: str) -> str:
    ended = part.rstrip("”’»\"')")[-1:] in {".", "!", "?", "…", ":"}
    return part if ended else f"{part}."


class BadInputError(NewsflowError):
    """The request says something that cannot be read or is out of bounds."""

    status = 400
    slug = "bad-input"


class ChecksError(BadInputError):
    """The checks before a release found slips that nobody has passed; `codes` names them."""

    slug = "checks"

    def __init__(self, what: str, which: str, what_now: str, *, codes: tuple[str, ...]) -> None:
        """As the other errors, with the codes of the findings."""
        super().__init__(what, which, what_now)
        self.codes = codes


class QuestionError(BadInputError):
    """A question that cannot be read; `at` is the place of the character, from 0, that it stumbles over."""

    slug = "question"

    def __init__(self, what: str, which: str, what_now: str, *, at: int) -> None:
        """As the other errors, with the place in the question."""
        super().__init__(what, which, what_now)
        self.at = at


class NotSignedInError(NewsflowError):
    """Nobody, or nobody known, is asking."""

    status = 401
    slug = "not-signed-in"


class NotAllowedError(NewsflowError):
    """Whoever asks is known and may not."""

    status = 403
    slug = "not-allowed"


class AnothersAccountError(NotAllowedError):
    """What is asked for lies in another organisation's account, or in nobody's."""

    slug = "anothers-account"


class NotFoundError(NewsflowError):
    """No such thing, or none that the asker may know of."""

    status = 404
    slug = "not-found"


class ConflictError(NewsflowError):
    """The thing changed since, or its state does not allow this."""

    status = 409
    slug = "conflict"


class LostCursorError(ConflictError):
    """A reader's cursor that the wire cannot go on from; it says where to resume and which numbers are void."""

    slug = "lost-cursor"

    def __init__(
        self, what: str, which: str, what_now: str, *, resume: str, void_from: int | None, void_to: int | None
    ) -> None:
        """As the other errors, with the cursor to resume at and the void numbers, if any, of the reader's epoch."""
        super().__init__(what, which, what_now)
        self.resume = resume
        self.void_from = void_from
        self.void_to = void_to


class GoneError(NewsflowError):
    """It was here and must not be used any more."""

    status = 410
    slug = "gone"


class TooFastError(NewsflowError):
    """The asker is over its pace; `wait_s` says how long to wait."""

    status = 429
    slug = "too-fast"

    def __init__(self, what: str, which: str, what_now: str, *, wait_s: float) -> None:
        """As the other errors, with the seconds to wait."""
        super().__init__(what, which, what_now)
        self.wait_s = wait_s


class StoredContentError(NewsflowError):
    """What the wire holds cannot be read by this program: the fault is ours, and a person acts now.

    `place` says which entry it is, for the log: an answer does not say it, since whoever asks may not know of the item.
    """

    status = 500
    slug = "stored-content"
    place = ""


class SetupError(NewsflowError):
    """The installation itself is not right; an operator must act."""

    status = 500
    slug = "setup"
