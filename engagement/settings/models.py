"""Values that differ from their declared default."""

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.db import Base


class Setting(Base):
    """A changed rule; without a row the declared default holds."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[dict | list | str | int | bool | None] = mapped_column(JSONB)
