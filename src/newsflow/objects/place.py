"""Where objects lie, as settings say it."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsflow.domain.errors import SetupError


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where objects lie: a folder's path, or `s3://bucket/prefix` with what S3 asks for."""

    url: str
    endpoint: str | None = None
    """The address of an S3 server that is not Amazon's."""
    region: str | None = None
    access_key: str | None = field(default=None, repr=False)
    secret_key: str | None = field(default=None, repr=False)
    scratch: Path | None = None
    """Where bytes wait until their digest is known; the system's folder for such when None."""

    @property
    def bucket(self) -> str | None:
        """The bucket's name; None for a folder."""
        parts = urlsplit(self.url)
        return parts.netloc if parts.scheme == "s3" and parts.netloc else None

    @property
    def prefix(self) -> str | None:
        """What stands before every key in the bucket."""
        return urlsplit(self.url).path.strip("/") or None

    @property
    def folder(self) -> Path:
        """The folder, of a path or of a file:// address."""
        parts = urlsplit(self.url)
        return Path(unquote(parts.path) if parts.scheme == "file" else self.url)

    def check(self) -> None:
        """Return when this can be a place. Raises SetupError saying what is missing."""
        if self.bucket is not None:
            if self.access_key is None or self.secret_key is None:
                raise SetupError(
                    "S3 needs its keys.",
                    f"NEWSFLOW_OBJECTS_URL is {self.url}.",
                    "Set NEWSFLOW_OBJECTS_ACCESS_KEY and NEWSFLOW_OBJECTS_SECRET_KEY (or …_FILE).",
                )
        elif urlsplit(self.url).scheme not in {"", "file"} or not self.folder.is_absolute():
            raise SetupError(
                "Objects cannot be kept there.",
                f"NEWSFLOW_OBJECTS_URL is “{self.url}”.",
                "Set a folder's absolute path, or s3://bucket/prefix.",
            )
