"""A table of a TOML file, read key by key with its path in every complaint, and no key left unread."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from newsflow.domain.errors import SetupError
from newsflow.domain.worded import Worded, worded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def read_toml(path: Path) -> "Table":
    """The file's top table. SetupError names the file, and the line where its TOML is broken."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SetupError(
            "A settings file cannot be read.",
            f"{path.name}: {error.strerror}.",
            "Check that it is there and may be read.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SetupError(
            "A settings file is not TOML.", f"{path.name}: {error}.", "Mend that line; see https://toml.io."
        ) from error
    return Table(file=path.name, path="", values=values)


def _as_given(given: str) -> Worded:
    return worded("It is %(given)s.", given=given)


@dataclass(slots=True)
class Table:
    """One table. Each getter marks its key as read; `finish` refuses what nobody asked for."""

    file: str
    path: str
    values: dict[str, object]
    read: list[str] = field(default_factory=list[str])

    def where(self, key: str) -> str:
        """The key with the tables above it: `words.fr.notices.kill`."""
        return f"{self.path}.{key}" if self.path else key

    def wrong(self, key: str, which: str, what_now: str) -> SetupError:
        """The error for a key that cannot stand as it is."""
        return SetupError(
            worded("%(file)s has a wrong %(it)s.", file=self.file, it=self.where(key)), which, what_now
        )

    def value(self, key: str) -> object:
        """Whatever stands at the key, None where nothing does."""
        if key not in self.read:
            self.read.append(key)
        return self.values.get(key)

    def text(self, key: str) -> str:
        """The text at the key, which must be there and say something."""
        value = self.value(key)
        if value is None:
            raise SetupError(
                worded("%(file)s lacks a key.", file=self.file),
                worded("%(it)s is not set.", it=self.where(key)),
                "Write it as text in quotes.",
            )
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, _as_given(f"{value!r}"), worded("Write it as text in quotes."))
        return value

    def text_or_none(self, key: str) -> str | None:
        """The text at the key, or None where it is not set."""
        return None if self.value(key) is None else self.text(key)

    def number(self, key: str, *, least: int, most: int, default: int | None = None) -> int:
        """The whole number at the key, within bounds."""
        value = self.value(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            which = "It is not set." if value is None else f"It is {value!r}."
            raise self.wrong(
                key, which, worded("Write a whole number from %(least)s to %(most)s.", least=least, most=most)
            )
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where it is not set."""
        value = self.value(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise self.wrong(key, _as_given(f"{value!r}"), worded("Write true or false."))

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts at the key, empty where it is not set."""
        value = self.value(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(
            isinstance(part, str) and part.strip() for part in cast("list[object]", value)
        ):
            raise self.wrong(
                key,
                _as_given(f"{value!r}"),
                worded('Write a list of texts, such as ["a", "b"].'),
            )
        return tuple(cast("list[str]", value))

    def chosen(self, key: str, known: "Collection[str]") -> tuple[str, ...]:
        """The list of texts at the key, each one of `known`."""
        values = self.texts(key)
        for value in values:
            if value not in known:
                raise self.wrong(
                    key,
                    worded("“%(given)s” is unknown.", given=value),
                    worded("Use %(list)s.", list=", ".join(known)),
                )
        return values

    def table(self, key: str) -> "Table":
        """The table at the key, empty where it is not set."""
        value = self.value(key)
        if value is None:
            value = {}
        if not isinstance(value, dict):
            raise self.wrong(
                key,
                _as_given(f"{value!r}"),
                worded("Write it as a table, [%(it)s].", it=self.where(key)),
            )
        return Table(file=self.file, path=self.where(key), values=cast("dict[str, object]", value))

    def tables(self, key: str) -> "Iterator[Table]":
        """Each table of the array at the key, finished when the next is asked for."""
        value = self.value(key)
        rows = cast("list[object]", value) if isinstance(value, list) else []
        if value is not None and (
            not isinstance(value, list) or not all(isinstance(row, dict) for row in rows)
        ):
            raise self.wrong(
                key,
                _as_given(f"{value!r}"),
                worded("Write each of its rows as [[%(it)s]].", it=self.where(key)),
            )
        for index, row in enumerate(rows, start=1):
            table = Table(
                file=self.file, path=f"{self.where(key)}[{index}]", values=cast("dict[str, object]", row)
            )
            yield table
            table.finish()

    def pairs(self, key: str) -> dict[str, str]:
        """The table of texts at the key."""
        table = self.table(key)
        return {name: table.text(name) for name in table.values}

    def finish(self) -> None:
        """Refuse any key that was not read: it is misspelt, or means something only to its writer."""
        for key in self.values:
            if key not in self.read:
                raise SetupError(
                    worded("%(file)s has a key that means nothing here.", file=self.file),
                    f"{self.where(key)}.",
                    worded("Known here are %(list)s.", list=", ".join(sorted(self.read))),
                )
