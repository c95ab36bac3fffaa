"""PostgreSQL as a part of the program: found, created, started, ended and carried over (ADR-0003)."""

from newsflow.ops.embedded.binaries import FLOOR, Binaries, find_binaries
from newsflow.ops.embedded.database import EmbeddedDatabase
from newsflow.ops.embedded.folder import DataFolder, default_data_folder
from newsflow.ops.embedded.roles import DatabaseRole

__all__ = [
    "FLOOR",
    "Binaries",
    "DataFolder",
    "DatabaseRole",
    "EmbeddedDatabase",
    "default_data_folder",
    "find_binaries",
]
