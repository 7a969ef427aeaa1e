"""Rows that could never be: put in past constraints, foreign keys and triggers, to be found."""

from engagement.core.db import db

FILLED = {
    "uuid": "gen_random_uuid()",
    "date": "current_date",
    "timestamp with time zone": "now()",
    "boolean": "false",
    "integer": "1",
    "bigint": "1",
    "numeric": "1",
    "double precision": "1",
    "jsonb": "'{}'::jsonb",
    "bytea": "'\\x00'::bytea",
    "ARRAY": "'{}'",
}
COLUMNS = """
SELECT column_name, data_type FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_nullable = 'NO'
  AND column_default IS NULL AND is_identity = 'NO'
"""
CHECKS = "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c'"


def row(table, **values):
    """A fault that adds a row to `table`: `values` are SQL, what else is needed is made up."""

    def add():
        connection = db.session.connection()
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for name in connection.exec_driver_sql(CHECKS, (table,)).scalars().all():
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        needed = connection.exec_driver_sql(COLUMNS, (table,)).all()
        filled = {name: FILLED.get(kind, "'x'") for name, kind in needed} | values
        names = ", ".join(f'"{name}"' for name in filled)
        connection.exec_driver_sql(
            f"INSERT INTO {table} ({names}) VALUES ({', '.join(filled.values())})"
        )

    return add
