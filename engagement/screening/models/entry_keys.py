"""Keys of listed names, for lists too long to be kept in a process."""

import uuid

from sqlalchemy import ForeignKey, Index, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.db import Base
from engagement.screening.models.lists import EntryKind, Source


class EntryKey(Base):
    """A key by which a listed name is found: an item of `matching.keys.keys_of_name`.

    `place` is that of the name among the entry's names; that of an identifier is -1. Places of an
    entry that is compared under a second kind begin at a thousand.
    """

    __tablename__ = "screening_entry_key"
    __table_args__ = (Index("ix_screening_entry_key_found", "source", "kind", "key"),)

    id = None  # type: ignore[assignment]
    entry_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("screening_list_entry.id"), primary_key=True
    )
    place: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    weight: Mapped[int] = mapped_column(SmallInteger)
    source: Mapped[Source]
    kind: Mapped[EntryKind]
