"""What a program that reads the wire must hear of. All else (cuts, 429, 5xx) the client mends by waiting."""


class ClientError(Exception):
    """The client cannot go on by itself."""


class RefusedError(ClientError):
    """The server refused, and would again: a wrong secret, a filter it cannot read, an address that is not there."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(f"{said} (HTTP {status})")
        self.status = status
        self.said = said


class UnreadableError(ClientError):
    """What answers is no Newsflow API."""


class StoreError(ClientError):
    """The file of a cursor is not one."""


class DigestError(ClientError):
    """What came is not what was signed for: an entry's header or a file's bytes do not come to their digest."""
