"""The wire room: append, read, follow, erase, fsck. Sole writer of `wire_*`."""
