"""Matches in each state, a run, a file, a legal bar that was put to its organization."""

from sqlalchemy import select

from engagement.core.db import bookkeeping, db
from engagement.core.permissions import SYSTEM, Role
from engagement.demo.screening_builders import make_match
from engagement.documents.models import Document
from engagement.organizations.commands import add_member
from engagement.organizations.models import MembershipRole
from engagement.organizations.queries import actor_for
from engagement.screening.commands import decisions, escalation, legal_bars
from engagement.screening.models import ClearReason, MatchPaper, Outcome
from engagement.screening.queries import matches as queries
from engagement.screening.sources import Track
from tests.factories import make_account, make_organization

NAME = "Green Youth (Kenya) – أمل"


def match_samples(samples) -> None:
    """Fill the addresses of matches; the legal bar is that of an organization they lead."""
    officers = [actor_for(make_account(Role.SCREENING_OFFICER)) for _ in range(2)]
    names = ("open", "proposed", "cleared", "confirmed")
    opened, proposed, cleared, confirmed = (
        make_match(make_organization(name=f"{NAME} {name}"), track=Track.MAJOR_GROUP)
        for name in names
    )
    for match, outcome in [
        (proposed, Outcome.CLEAR),
        (cleared, Outcome.CLEAR),
        (confirmed, Outcome.CONFIRM),
    ]:
        decisions.propose(
            match, actor=officers[0], outcome=outcome, reason=ClearReason.OTHER, text=NAME
        )
    for match in (cleared, confirmed):
        decisions.confirm(match, actor=officers[1], text=NAME)
    escalation.escalate(opened, actor=SYSTEM)
    lead(confirmed.organization, samples.people["focal_point"])
    bar = queries.legal_bar_of(confirmed.organization)
    legal_bars.advise(
        bar,
        actor=actor_for(samples.people[Role.LEGAL_ADVISER]),
        advice=NAME,
        in_writing=True,
        text=NAME,
    )
    waiting = make_match(make_organization(name=f"{NAME} bar"), track=Track.MAJOR_GROUP)
    decisions.propose(waiting, actor=officers[0], outcome=Outcome.CONFIRM, text=NAME)
    decisions.confirm(waiting, actor=officers[1], text=NAME)
    paper = with_paper(opened)
    samples.values["match_id"] = [each.id for each in (opened, proposed, cleared, confirmed)]
    samples.values["run_id"] = [opened.run_id]
    samples.values["bar_id"] = [bar.id]
    of_paper = [{"paper_id": paper.id}]
    samples.given |= {
        "screening.show_match_paper": of_paper,
        "screening.show_match_paper_picture": of_paper,
        "screening.download_match_paper": of_paper,
        "screening.advise_on_bar": [{"bar_id": queries.legal_bar_of(waiting.organization).id}],
    }


@bookkeeping
def lead(organization, account) -> None:
    """Let somebody lead an organization."""
    add_member(organization, account.id, MembershipRole.FOCAL_POINT)


@bookkeeping
def with_paper(match) -> MatchPaper:
    """A file with a match: one that an application has, once more."""
    document = db.session.scalars(select(Document).where(Document.pages.is_not(None))).first()
    paper = MatchPaper(
        match=match,
        document_id=document.id,
        added_by_id=document.uploaded_by_id,
        added_at=match.opened_at,
    )
    db.session.add(paper)
    db.session.flush()
    return paper
