"""The database room: connections, typed named queries, migrations. Explicit SQL, no ORM (ADR-0002)."""
