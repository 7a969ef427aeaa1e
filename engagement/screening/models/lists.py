"""Lists of sanctions and exclusions: sources, versions of each, the entries a version holds."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.core.db import Base
from engagement.core.text import Labelled


class Source(Labelled):
    """Where a list comes from (product 4.1); what it is used for is in `sources`."""

    UN = "un", _l("United Nations Security Council Consolidated List")
    WORLD_BANK = "world_bank", _l("World Bank: ineligible firms and individuals")
    EBRD = "ebrd", _l("European Bank for Reconstruction and Development: ineligible entities")
    OFAC = "ofac", _l("United States, OFAC: Specially Designated Nationals")
    GLOBAL_COMPACT = "gc_participants", _l("United Nations Global Compact: participants")
    GLOBAL_COMPACT_DELISTED = "gc_delisted", _l("United Nations Global Compact: delisted")
    EXCLUSION = "exclusion", _l("Exclusion list of this platform")


class VersionState(Labelled):
    """What became of a file that was taken in."""

    RECEIVED = "received", _l("Being read")
    HELD = "held", _l("Waits for confirmation")
    IN_FORCE = "in_force", _l("In force")
    SUPERSEDED = "superseded", _l("Superseded")
    REFUSED = "refused", _l("Refused")


class EntryKind(Labelled):
    """What an entry names; vessels and aircraft are kept and not compared with anybody."""

    PERSON = "person", _l("Person")
    ORGANIZATION = "organization", _l("Organization")
    VESSEL = "vessel", _l("Vessel")
    AIRCRAFT = "aircraft", _l("Aircraft")
    OTHER = "other", _l("Other")


class Change(Labelled):
    """What a version does to one entry."""

    ADDED = "added", _l("Added")
    CHANGED = "changed", _l("Changed")
    REMOVED = "removed", _l("Removed")


class CheckOutcome(Labelled):
    """What came of looking whether there is a newer file."""

    NEW = "new", _l("A new file came")
    SAME = "same", _l("Nothing has changed")
    HERE = "here", _l("The same file is here already")
    FAILED = "failed", _l("No file came")


class ListVersion(Base):
    """One file of a source as it was read: its hash, its date, its counts, who signed it off.

    `problems` say what was implausible (held) or wrong (refused), each as {"code", "values"};
    `sentence` is the line that was shown, in English. `counts` holds entries by kind, names, and
    what differs from the version before: added, changed, removed, unchanged. `files` are the bytes
    that came: name, sha256 and size of each; none for what was written by hand, which changes some
    entries and leaves the rest. `base` is the version that was in force when it was compared.
    """

    __tablename__ = "screening_list_version"
    __table_args__ = (
        CheckConstraint(
            "(state IN ('in_force', 'superseded')) = (in_force_since IS NOT NULL)",
            name="in_force_since_a_moment",
        ),
        CheckConstraint(
            "(state = 'superseded') = (superseded_at IS NOT NULL)", name="superseded_at_a_moment"
        ),
        Index(
            "uq_screening_list_version_in_force",
            "source",
            unique=True,
            postgresql_where="state = 'in_force'",
        ),
        Index("ix_screening_list_version_list", "source", "received_at", "id"),
    )

    source: Mapped[Source]
    state: Mapped[VersionState] = mapped_column(default=VersionState.RECEIVED)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    files: Mapped[list] = mapped_column(JSONB)
    generated_at: Mapped[datetime | None]
    received_at: Mapped[datetime]
    received_from: Mapped[str] = mapped_column(Text)
    """`upload`, `command line`, or the address it was fetched from."""
    received_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    base_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("screening_list_version.id"))
    progress: Mapped[int] = mapped_column(default=0)
    counts: Mapped[dict] = mapped_column(JSONB, default=dict)
    problems: Mapped[list] = mapped_column(JSONB, default=list)
    sentence: Mapped[str | None] = mapped_column(Text)
    signed_off_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    signed_off_at: Mapped[datetime | None]
    sign_off_reason: Mapped[str | None] = mapped_column(Text)
    in_force_since: Mapped[datetime | None]
    superseded_at: Mapped[datetime | None]

    received_by: Mapped[Account | None] = relationship(foreign_keys=[received_by_id])
    signed_off_by: Mapped[Account | None] = relationship(foreign_keys=[signed_off_by_id])

    @property
    def by_hand(self) -> bool:
        """Whether it was written in the pages and is no whole list."""
        return not self.files


class ListCheck(Base):
    """That somebody, or the night, looked whether a source has a newer file, and what came of it.

    `version` is the one that came of it, or the one that stands already.
    """

    __tablename__ = "screening_list_check"
    __table_args__ = (Index("ix_screening_list_check_list", "source", "checked_at", "id"),)

    source: Mapped[Source]
    checked_at: Mapped[datetime]
    checked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    received_from: Mapped[str] = mapped_column(Text)
    outcome: Mapped[CheckOutcome]
    version_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("screening_list_version.id"))
    code: Mapped[str | None] = mapped_column(Text)
    """Why no file came, a key of `fetching.REASONS`."""

    version: Mapped[ListVersion | None] = relationship()


class ListEntry(Base):
    """What a source says of one party, from the version that said it first to the one that did not.

    A row is never changed but for its end: a changed entry is a new row with the same reference.
    `content` is `ListedEntry.content()` of `list_files`, `content_hash` its hash; `words` are all
    its names, normalised, one a line, to be searched.
    """

    __tablename__ = "screening_list_entry"
    __table_args__ = (
        Index(
            "uq_screening_list_entry_current",
            "source",
            "reference",
            unique=True,
            postgresql_where="until_version_id IS NULL",
        ),
        Index("ix_screening_list_entry_since_version_id", "since_version_id"),
        Index("ix_screening_list_entry_until_version_id", "until_version_id"),
    )

    source: Mapped[Source]
    reference: Mapped[str] = mapped_column(Text)
    kind: Mapped[EntryKind]
    name: Mapped[str] = mapped_column(Text)
    programme: Mapped[str | None] = mapped_column(Text)
    listed_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    """The last day of an ineligibility; a match with an entry that has ended lapses."""
    content: Mapped[dict] = mapped_column(JSONB)
    content_hash: Mapped[bytes] = mapped_column(LargeBinary)
    words: Mapped[str] = mapped_column(Text, default="")
    since_version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_list_version.id"))
    until_version_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("screening_list_version.id")
    )


class ListChange(Base):
    """What a version does to one entry, kept whether or not it came into force.

    `before` is the row that it ends; the row that it begins has the same `id` as the change, once
    the version is in force. Until then what the entry will say stands here.
    """

    __tablename__ = "screening_list_change"
    __table_args__ = (
        CheckConstraint("(change = 'added') = (before_id IS NULL)", name="begins_or_follows"),
        Index("uq_screening_list_change_reference", "version_id", "reference", unique=True),
        Index("ix_screening_list_change_list", "version_id", "change", "name", "id"),
        Index("ix_screening_list_change_before_id", "before_id"),
    )

    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("screening_list_version.id"))
    change: Mapped[Change]
    reference: Mapped[str] = mapped_column(Text)
    kind: Mapped[EntryKind]
    name: Mapped[str] = mapped_column(Text)
    programme: Mapped[str | None] = mapped_column(Text)
    listed_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    content: Mapped[dict | None] = mapped_column(JSONB(none_as_null=True))
    content_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    words: Mapped[str] = mapped_column(Text, default="")
    before_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("screening_list_entry.id"))
    reason: Mapped[str | None] = mapped_column(Text)
    """Why, where somebody wrote it by hand."""

    version: Mapped[ListVersion] = relationship()
    before: Mapped[ListEntry | None] = relationship()
