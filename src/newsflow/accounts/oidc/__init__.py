"""Sign-in of an organisation's people by its own OpenID Connect provider (OpenID Connect Core 1.0, code flow; ADR-0038)."""
