"""Run migrations against the configured database; the job queue's own tables are left alone."""

import os

from alembic import context
from sqlalchemy import create_engine, text

from engagement.app import create_app  # noqa: F401  imports every model
from engagement.core import config
from engagement.core.db import Base

LOCK_TIMEOUT = "10s"


def url() -> str:
    """The database of these settings; a test hands in its own."""
    return os.environ.get("ENGAGEMENT_MIGRATE_URL") or config.from_environment().database_url


def include_name(name, kind, parents):
    """Whether autogenerate looks at it: not what Procrastinate's own schema made."""
    return not (kind == "table" and name and name.startswith("procrastinate_"))


def run() -> None:
    """Upgrade or downgrade in one transaction a revision."""
    engine = create_engine(url())
    with engine.connect() as connection:
        connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            include_name=include_name,
            transaction_per_migration=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
