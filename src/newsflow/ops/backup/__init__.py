"""Backup while running, and restore into a new epoch (ADR-0011)."""

from newsflow.ops.backup.manifest import Manifest
from newsflow.ops.backup.restore import Restored, Restoring, restore
from newsflow.ops.backup.take import Source, take

__all__ = ["Manifest", "Restored", "Restoring", "Source", "restore", "take"]
