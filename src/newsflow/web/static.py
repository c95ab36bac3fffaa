"""Style sheets and images, concatenated and hashed at the start, served so that a browser keeps them for ever."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsflow.domain.errors import NotFoundError
from newsflow.web.compressing import takes_gzip
from newsflow.web.theme import NO_THEME, Theme

LAYERS = "@layer reset, tokens, base, blocks, utilities, print;"
SHARED = ("reset.css", "tokens.css", "base.css")
LAST = ("utilities.css", "print.css")
FACES = {"site": ("site",), "desk": ("within", "desk"), "portal": ("within", "portal")}
"""Each face has a style sheet of its own: the shared parts, then these folders of `static/`."""
TYPES = {
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
    "js": "text/javascript; charset=utf-8",
    "png": "image/png",
    "woff2": "font/woff2",
}
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Static:
    """The files by name, and the hash of them all."""

    digest: str
    files: Mapping[str, bytes]
    small: Mapping[str, bytes]
    """The same compressed (gzip), where that makes them smaller: there is nothing secret in them."""

    def path(self, name: str) -> str:
        """The address of a file. Raises KeyError when there is no such file."""
        self.files[name]
        return f"/static/{self.digest}/{name}"

    def routes(self) -> list[Route]:
        """The route that serves them."""
        return [Route("/static/{digest}/{name:path}", self.serve)]

    async def serve(self, request: Request) -> Response:
        """A file; under an older hash the file as it is now, to be asked for again."""
        name = str(request.path_params["name"])
        body = self.files.get(name)
        if body is None:
            raise NotFoundError("There is no such file.", name, "Reload the page that asked for it.")
        current = request.path_params["digest"] == self.digest
        headers = {"Cache-Control": FOR_EVER if current else "no-cache"}
        if name in self.small:
            headers["Vary"] = "Accept-Encoding"
            if takes_gzip(request):
                body, headers["Content-Encoding"] = self.small[name], "gzip"
        return Response(body, media_type=TYPES[name.rsplit(".", 1)[-1]], headers=headers)


@cache
def load_static(theme: Theme = NO_THEME) -> Static:
    """The packaged files, read once: a style sheet for each face, everything else as it lies; a theme's over ours."""
    root = resources.files("newsflow").joinpath("static")
    found = dict(_files(root))
    files = {f"{face}.css": _sheet(found, face) for face in FACES}
    files |= {name: body for name, body in found.items() if not name.endswith(".css")}
    files |= dict(theme.files)
    if theme.css:
        files |= {f"{face}.css": files[f"{face}.css"] + b"\n" + theme.css.encode() for face in FACES}
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name] + b"\0")
    small = {name: gzip.compress(body, mtime=0) for name, body in files.items()}
    return Static(
        digest.hexdigest()[:16],
        files,
        {name: body for name, body in small.items() if len(body) < len(files[name])},
    )


def _files(folder: Traversable, prefix: str = "") -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _files(entry, f"{prefix}{entry.name}/")
        elif entry.name.rsplit(".", 1)[-1] in TYPES:
            found.append((f"{prefix}{entry.name}", entry.read_bytes()))
    return found


def _of_folder(found: Mapping[str, bytes], folder: str) -> list[str]:
    return sorted(name for name in found if name.startswith(f"{folder}/") and name.endswith(".css"))


def _sheet(found: Mapping[str, bytes], face: str) -> bytes:
    folders = ("blocks", *FACES[face])
    names = (*SHARED, *(name for folder in folders for name in _of_folder(found, folder)), *LAST)
    return b"\n".join((LAYERS.encode(), *(found[name] for name in names)))
