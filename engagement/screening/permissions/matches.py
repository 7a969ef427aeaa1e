"""Who may do what with matches, legal bars and runs: staff alone, and never in a conflict."""

from engagement.core import subjects
from engagement.core.permissions import (
    Permission,
    Role,
    all_of,
    any_of,
    has_role,
    is_system,
    register,
)
from engagement.documents.keepers import keeps_documents
from engagement.organizations.permissions import no_conflict
from engagement.screening.models import LegalBar, Match, MatchPaper, Party, ScreeningRun
from engagement.screening.sources import Track


class Matches(Permission):
    """Rights on parties, matches, runs and legal bars."""

    LIST = "screening:match:list"
    VIEW = "screening:match:view"
    DECIDE = "screening:match:decide"
    ESCALATE = "screening:match:escalate"
    VIEW_PARTY = "screening:party:view"
    VIEW_PAPER = "screening:match-paper:view"
    CLEAR_SEVERAL = "screening:match:clear-several"
    SCREEN_NAME = "screening:name:screen"
    SCREEN = "screening:run:start"
    LIST_RUNS = "screening:run:list"
    VIEW_RUN = "screening:run:view"
    VIEW_BAR = "screening:legal-bar:view"
    ADVISE = "screening:legal-bar:advise"
    READ_BAR = "screening:legal-bar:read"


OFFICERS = (Role.SCREENING_OFFICER, Role.PRIVATE_SECTOR_HEAD)
READERS = (*OFFICERS, Role.LEGAL_ADVISER, Role.DIRECTOR)

officer = has_role(*OFFICERS)
reader = has_role(*READERS)
head_of_unit = has_role(Role.HEAD_OF_UNIT)
legal_adviser = has_role(Role.LEGAL_ADVISER)


def of_major_group(actor, match):
    """The party is compared for an application with a Major Group: the civil society unit's."""
    return Track.MAJOR_GROUP in match.party.tracks


def in_scope(actor, match):
    """An auditor whose engagement covers when the match was opened."""
    return Role.AUDITOR in actor.roles and actor.audited.covers(match.opened_at)


def run_in_scope(actor, run):
    """An auditor whose engagement covers when the run began."""
    return Role.AUDITOR in actor.roles and actor.audited.covers(run.started_at)


def party_in_scope(actor, party):
    """An auditor whose engagement covers when the party was compared first."""
    return Role.AUDITOR in actor.roles and actor.audited.covers(party.since)


def of_no_conflict(actor, run):
    """A run over everybody, or over an organization that is not kept from this person."""
    return run.organization_id is None or run.organization_id not in actor.conflicts


def of_match(actor, record):
    """The match to which it belongs is one of this person's."""
    return views(actor, record.match)


def put(actor, bar):
    """It was put to the organization."""
    return bar.put_at is not None


def leads(actor, bar):
    """The person leads the organization."""
    return bar.organization_id in actor.leads


decides = all_of(no_conflict, any_of(officer, all_of(head_of_unit, of_major_group)))
views = all_of(no_conflict, any_of(reader, all_of(head_of_unit, of_major_group), in_scope))

register(
    {
        Matches.LIST: has_role(*READERS, Role.HEAD_OF_UNIT, Role.AUDITOR),
        Matches.VIEW: views,
        Matches.DECIDE: decides,
        Matches.CLEAR_SEVERAL: any_of(officer, head_of_unit),
        Matches.ESCALATE: is_system,
        Matches.VIEW_PARTY: all_of(no_conflict, any_of(reader, head_of_unit, party_in_scope)),
        Matches.VIEW_PAPER: of_match,
        Matches.SCREEN_NAME: officer,
        Matches.SCREEN: any_of(is_system, officer),
        Matches.LIST_RUNS: has_role(*READERS, Role.HEAD_OF_UNIT, Role.AUDITOR),
        Matches.VIEW_RUN: all_of(of_no_conflict, any_of(reader, head_of_unit, run_in_scope)),
        Matches.VIEW_BAR: any_of(of_match, all_of(put, leads)),
        Matches.ADVISE: all_of(no_conflict, legal_adviser),
        Matches.READ_BAR: all_of(put, leads),
    }
)
subjects.register(
    Party,
    view=Matches.VIEW_PARTY,
    label=lambda party: party.name,
    audited=lambda period: subjects.happened_in(Party.since, period),
)
subjects.register(
    Match,
    view=Matches.VIEW,
    label=lambda match: match.party.name,
    endpoint="screening.show_match",
    argument="match_id",
    audited=lambda period: subjects.happened_in(Match.opened_at, period),
)
subjects.register(MatchPaper, view=Matches.VIEW_PAPER, label=lambda paper: paper.document.name)
keeps_documents(MatchPaper)
subjects.register(
    ScreeningRun,
    view=Matches.VIEW_RUN,
    label=lambda run: run.cause.label,
    endpoint="screening.show_run",
    argument="run_id",
    audited=lambda period: subjects.happened_in(ScreeningRun.started_at, period),
)
subjects.register(
    LegalBar,
    view=Matches.VIEW_BAR,
    label=lambda bar: bar.match.party.name,
    endpoint="screening.show_legal_bar",
    argument="bar_id",
    audited=lambda period: subjects.happened_in(LegalBar.opened_at, period),
)
