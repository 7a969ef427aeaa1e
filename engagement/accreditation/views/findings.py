"""Showing findings: criteria with what was judged, and the timeline staff see."""

import uuid
from dataclasses import dataclass

from engagement.accreditation import queries
from engagement.accreditation.models import Application, Finding
from engagement.accreditation.tracks import Criterion
from engagement.accreditation.views import cited, screening
from engagement.core.permissions import Actor

TONES = {"met": "good", "not_met": "bad", "unclear": "attention"}


@dataclass(frozen=True)
class CriterionOfApplication:
    """What `judge_criterion` is about: permissions look at the application."""

    application: Application
    criterion: Criterion

    @property
    def organization_id(self) -> uuid.UUID:
        """Whose case it is."""
        return self.application.organization_id

    @property
    def organization(self):
        """The organization whose case it is, for policies that look at it."""
        return self.application.organization

    @property
    def submitted_at(self):
        """As the application's."""
        return self.application.submitted_at

    @property
    def __tablename__(self) -> str:
        return self.application.__tablename__


def get_criterion(application_id: uuid.UUID, criterion: str) -> CriterionOfApplication | None:
    """A criterion of an application on which reviewers give findings, or None."""
    application = queries.get_application(application_id)
    found = queries.track_of(application).criterion(criterion) if application else None
    return CriterionOfApplication(application, found) if found and not found.by_record else None


def criteria_rows(application: Application, actor: Actor) -> list[dict]:
    """Each criterion with the findings this person may see, each with the tone of its tag."""
    by_criterion: dict[str, list[Finding]] = {}
    seen = queries.findings_seen_by(actor, application)
    evidence = cited.in_words(seen)
    for finding in seen:
        by_criterion.setdefault(finding.criterion, []).append(finding)
    return [
        {
            "criterion": criterion,
            "findings": [
                {
                    "finding": finding,
                    "tone": TONES[finding.verdict],
                    "evidence": evidence[finding.id],
                }
                for finding in by_criterion.get(criterion.key, [])
            ],
            "record": screening.by_record(application) if criterion.by_record else None,
            "differs": len({each.verdict for each in by_criterion.get(criterion.key, [])}) > 1,
        }
        for criterion in queries.track_of(application).criteria
    ]


def own_finding(application: Application, criterion: str, person_id: uuid.UUID) -> Finding | None:
    """What this reviewer has found on a criterion so far."""
    return next(
        (
            finding
            for finding in queries.findings_of(application)
            if finding.criterion == criterion and finding.reviewer_id == person_id
        ),
        None,
    )
