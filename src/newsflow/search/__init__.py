"""The archive: an index of the wire, one document per item, and what is asked of it (ADR-0029)."""
