"""The object store: bytes under their SHA-256, in a folder or in S3 (ADR-0018)."""

from newsflow.objects.store import ObjectStore, Place, Stored, open_store

__all__ = ["ObjectStore", "Place", "Stored", "open_store"]
