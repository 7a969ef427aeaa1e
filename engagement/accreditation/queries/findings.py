"""Findings: what was judged, by whom, and what is still open."""

import uuid

from sqlalchemy import select

from engagement.accounts.models import Account
from engagement.accreditation.models import Application, Finding
from engagement.core.db import db


def findings_of(application: Application) -> list[Finding]:
    """All findings on an application, by criterion and time."""
    return db.session.scalars(
        select(Finding)
        .filter_by(application_id=application.id)
        .order_by(Finding.criterion, Finding.judged_at)
    ).all()


def reviewers_of(application: Application) -> list[Account]:
    """Who reviews the case."""
    return [application.reviewer] if application.reviewer else []


def unjudged_criteria(application: Application, reviewer_id: uuid.UUID) -> list[str]:
    """Keys of criteria on which this reviewer has given no finding, in order of the track."""
    judged = set(
        db.session.scalars(
            select(Finding.criterion).filter_by(
                application_id=application.id, reviewer_id=reviewer_id
            )
        )
    )
    keys = [criterion["key"] for criterion in application.track_version.definition["criteria"]]
    return [key for key in keys if key not in judged]
