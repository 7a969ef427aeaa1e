"""Who may do what in the partnership committee: the secretary keeps, members vote.

A member with a conflict of interest neither sees an item nor counts for its quorum; one who took
part in the case sees it and has no vote. The secretary does not vote, even one who is a member as
well: nobody keeps the record of their own votes.
"""

from sqlalchemy import select

from engagement.core import subjects
from engagement.core.permissions import Permission, Role, all_of, has_role, register
from engagement.organizations.permissions import no_conflict
from engagement.screening.models import AgendaItem, CommitteeMeeting


class Committee(Permission):
    """Rights on meetings of the committee and their items."""

    LIST = "screening:meeting:list"
    VIEW = "screening:meeting:view"
    PLAN = "screening:meeting:plan"
    KEEP = "screening:meeting:keep"
    APPROVE = "screening:meeting:approve"
    VIEW_ITEM = "screening:item:view"
    KEEP_ITEM = "screening:item:keep"
    VOTE = "screening:item:vote"


def chairs(actor, meeting):
    """The person was chosen to chair the meeting."""
    return actor.id is not None and meeting.chair_id == actor.id


def not_its_secretary(actor, item):
    """The person does not keep the record of this meeting."""
    return item.meeting.secretary_id != actor.id


def took_no_part(actor, item):
    """Whoever touched a case cannot decide on it (product 1)."""
    return all(hand.person_id != actor.id for hand in item.case.hands)


def in_scope(actor, record):
    """The meeting was planned in the period that the auditor's engagement covers."""
    meeting = record.meeting if isinstance(record, AgendaItem) else record
    return actor.audited.covers(meeting.planned_at)


def audits(actor, record):
    """An auditor, for meetings that were planned in the period of the engagement."""
    return Role.AUDITOR in actor.roles and (record is None or in_scope(actor, record))


def works_with_it(actor, record):
    """Members, the secretary, who presents cases and who has to know what was decided."""
    return not actor.roles.isdisjoint(AT_WORK) or audits(actor, record)


AT_WORK = frozenset(
    {
        Role.COMMITTEE_MEMBER,
        Role.COMMITTEE_SECRETARY,
        Role.SCREENING_OFFICER,
        Role.PRIVATE_SECTOR_HEAD,
        Role.DIRECTOR,
        Role.LEGAL_ADVISER,
    }
)
secretary = has_role(Role.COMMITTEE_SECRETARY)
member = has_role(Role.COMMITTEE_MEMBER)

register(
    {
        Committee.LIST: works_with_it,
        Committee.VIEW: works_with_it,
        Committee.PLAN: secretary,
        Committee.KEEP: secretary,
        Committee.APPROVE: all_of(member, chairs),
        Committee.VIEW_ITEM: all_of(works_with_it, no_conflict),
        Committee.KEEP_ITEM: all_of(secretary, no_conflict),
        Committee.VOTE: all_of(member, no_conflict, not_its_secretary, took_no_part),
    }
)
subjects.register(
    CommitteeMeeting,
    view=Committee.VIEW,
    label=lambda meeting: meeting.reference,
    endpoint="screening.show_meeting",
    argument="committee_meeting_id",
    audited=lambda period: subjects.happened_in(CommitteeMeeting.planned_at, period),
)
subjects.register(
    AgendaItem,
    view=Committee.VIEW_ITEM,
    label=lambda item: item.case.reference,
    endpoint="screening.show_item",
    argument="item_id",
    audited=lambda period: AgendaItem.meeting_id.in_(
        select(CommitteeMeeting.id).where(subjects.happened_in(CommitteeMeeting.planned_at, period))
    ),
)
