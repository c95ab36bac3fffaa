"""Where the node answers, left in the data folder for the commands that are run beside it and print links."""

from newsflow.ops.embedded.folder import DataFolder
from newsflow.ops.settings import Settings


def leave_address(settings: Settings) -> None:
    """Write the public URL into the data folder, whole or not at all; it stays there for the next start."""
    place = DataFolder(settings.data).address
    if not place.parent.is_dir():  # a web process over a database and a store of its own needs no folder
        return
    making = place.with_name(f".{place.name}.making")
    making.write_text(f"{settings.public_url}\n", encoding="utf-8")
    making.replace(place)


def left_address(folder: DataFolder) -> str | None:
    """The public URL of the node that runs over the folder, or did last; None where none ever did."""
    try:
        return folder.address.read_text(encoding="utf-8").strip() or None
    except (FileNotFoundError, NotADirectoryError, PermissionError, UnicodeDecodeError):
        return None
