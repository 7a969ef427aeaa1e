"""Values that differ from their declared default, and the holidays of the duty station."""

from datetime import date

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.db import Base


class Setting(Base):
    """A changed rule; without a row the declared default holds."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[dict | list | str | int | bool | None] = mapped_column(JSONB)


class Holiday(Base):
    """A day on which the duty station is closed: working days leave it out."""

    __tablename__ = "setting_holiday"

    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(Text)
