"""Why a file is not taken, in words."""

from newsflow.domain.errors import BadInputError
from newsflow.domain.worded import listed


class RefusedFileError(BadInputError):
    """A file that is not what it says, too large, broken, or more than one file in one."""

    status = 422
    slug = "refused-file"

    def __init__(self, what: str, name: str, what_now: str) -> None:
        """As the other errors; `name` is the file's."""
        super().__init__(what, f"{name}.", what_now)

    @property
    def because(self) -> str:
        """The reason and what to do, without the file's name: what an asset's row keeps."""
        return listed((self.what, self.what_now), " ")
