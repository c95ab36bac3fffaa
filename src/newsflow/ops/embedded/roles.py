"""The database roles (invariant 2) and the one database, made when they are missing."""

from enum import StrEnum

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from newsflow.ops.embedded.folder import SOCKET_PORT, DataFolder

DATABASE = "newsflow"


class DatabaseRole(StrEnum):
    """As whom to connect."""

    SUPERUSER = "newsflow_superuser"
    OWNER = "newsflow_owner"
    APP = "newsflow_app"
    READONLY = "newsflow_readonly"


def dsn(folder: DataFolder, role: DatabaseRole, dbname: str = DATABASE) -> str:
    """The connection string of `role` over the socket, its generated password included."""
    return make_conninfo(
        host=str(folder.run),
        port=SOCKET_PORT,
        user=role.value,
        password=folder.secret(role.value),
        dbname=dbname,
        client_encoding="utf8",
    )


def ensure_roles(folder: DataFolder) -> None:
    """Make the roles and the database that are missing.

    The owner is no superuser: its database is its own, which lets it make the trusted extensions. The other two
    may connect and nothing else; what they may see and do comes with the migrations.
    """
    with psycopg.connect(dsn(folder, DatabaseRole.SUPERUSER, "postgres"), autocommit=True) as db:
        known = {name for (name,) in db.execute("SELECT rolname FROM pg_roles ORDER BY rolname")}
        for role in DatabaseRole:
            if role.value not in known:
                db.execute(
                    sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
                        sql.Identifier(role.value), sql.Literal(folder.secret(role.value))
                    )
                )
        if db.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
            database, owner = sql.Identifier(DATABASE), sql.Identifier(DatabaseRole.OWNER.value)
            db.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))
        # Repeated on each start and cheap: a kill between the lines above must not leave the door open.
        database = sql.Identifier(DATABASE)
        db.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
        for role in (DatabaseRole.APP, DatabaseRole.READONLY):
            db.execute(
                sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, sql.Identifier(role.value))
            )
