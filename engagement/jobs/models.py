"""What the queue's own tables do not keep: why a job failed."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.db import Base


class JobFailure(Base):
    """How the last attempt of a job failed: the kind of fault and its place, no person's words."""

    __tablename__ = "job_failure"

    job_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    task_name: Mapped[str]
    error: Mapped[str] = mapped_column(Text)
    failed_at: Mapped[datetime]
    about_organization_id: Mapped[uuid.UUID | None]
