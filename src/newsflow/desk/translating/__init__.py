"""Translating: the queue by language, an original beside its translation, orders, and the names list's pages."""
