"""An error whose answer has headers of its own."""

from newsflow.domain.errors import NewsflowError


class HeadedError(NewsflowError):
    """An error whose reply has headers of its own."""

    def __init__(self, what: str, which: str, what_now: str, *, headers: tuple[tuple[str, str], ...]) -> None:
        """As the other errors, with the headers."""
        super().__init__(what, which, what_now)
        self.headers = headers
