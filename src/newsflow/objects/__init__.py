"""The object store: bytes under their SHA-256, in a folder or in S3 (ADR-0018)."""

from newsflow.objects.place import Place
from newsflow.objects.store import ObjectStore, ObjectStoreError, Stored, open_store

__all__ = ["ObjectStore", "ObjectStoreError", "Place", "Stored", "open_store"]
