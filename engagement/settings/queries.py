"""Reading the rules: by feature, and how one of them was changed."""

from itertools import groupby

from sqlalchemy import select

from engagement.audit.models import AuditEvent
from engagement.core.db import db
from engagement.settings.models import Setting
from engagement.settings.registry import DECLARED, Declared

MOST_SHOWN = 50


def by_feature() -> list[tuple[str, list[Declared]]]:
    """Features with their rules, both in the order of their names."""
    rules = sorted(DECLARED.values(), key=lambda rule: rule.key)
    return [(name, list(of_it)) for name, of_it in groupby(rules, key=lambda rule: rule.feature)]


def history(key: str) -> list[AuditEvent]:
    """Changes of one rule from the trail, latest first."""
    setting = select(Setting.id).filter_by(key=key).scalar_subquery()
    return db.session.scalars(
        select(AuditEvent)
        .where(AuditEvent.subject_type == Setting.__tablename__, AuditEvent.subject_id == setting)
        .order_by(AuditEvent.id.desc())
        .limit(MOST_SHOWN)
    ).all()
