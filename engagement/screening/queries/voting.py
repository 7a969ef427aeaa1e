"""Who can vote in the committee, whether there is a quorum, how a vote came out."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from engagement.accounts.models import Account
from engagement.accounts.queries import with_role
from engagement.core.db import db
from engagement.core.permissions import Role
from engagement.organizations.queries import actor_for
from engagement.screening import settings
from engagement.screening.models import (
    AgendaItem,
    CommitteeMeeting,
    CommitteePresence,
    CommitteeVote,
    Vote,
)


@dataclass(frozen=True)
class Member:
    """A member of the committee, and the organizations whose cases are kept from the member."""

    account: Account
    conflicts: frozenset[uuid.UUID]

    @property
    def id(self) -> uuid.UUID:
        """Of the account."""
        return self.account.id


@dataclass(frozen=True)
class Quorum:
    """Members with a vote on an item, how many of them have to be present, and who is."""

    eligible: int
    needed: int
    present: list[Member]
    recused: list[Member]
    """Present members without a vote: a conflict, or a part in the case."""

    @property
    def is_there(self) -> bool:
        """Whether a vote counts."""
        return len(self.present) >= self.needed


@dataclass(frozen=True)
class Tally:
    """How many voted how; abstentions and recusals are not votes cast."""

    votes_for: int = 0
    against: int = 0
    abstained: int = 0
    recused: int = 0

    @property
    def adopted(self) -> bool:
        """More than the share that the setting names of the votes cast; a tie never is."""
        cast = self.votes_for + self.against
        return cast > 0 and self.votes_for * 100 > cast * settings.committee_majority_percent()


def members(meeting: CommitteeMeeting | None = None) -> list[Member]:
    """Who can vote, by name; who keeps the record of the meeting is none of them."""
    return [
        Member(account, actor_for(account).conflicts)
        for account in with_role(Role.COMMITTEE_MEMBER)
        if meeting is None or account.id != meeting.secretary_id
    ]


def secretaries() -> list[Account]:
    """Who can keep the record."""
    return with_role(Role.COMMITTEE_SECRETARY)


def present_ids(meeting: CommitteeMeeting) -> set[uuid.UUID]:
    """The accounts of the members noted as present."""
    return set(
        db.session.scalars(
            select(CommitteePresence.person_id).where(CommitteePresence.meeting_id == meeting.id)
        )
    )


def quorum_of(item: AgendaItem, of: Collection[Member], there: set[uuid.UUID]) -> Quorum:
    """The quorum for an item now: `of` all members, `there` the ids of those present.

    More than the share of the members with a vote that the setting names, and at least the number
    that another one names. No vote has who is in conflict, and who took part in the case.
    """
    took_part = {hand.person_id for hand in item.case.hands}
    kept, may = [], []
    for each in of:
        without_vote = item.organization_id in each.conflicts or each.id in took_part
        (kept if without_vote else may).append(each)
    needed = len(may) * settings.committee_quorum_percent() // 100 + 1
    return Quorum(
        eligible=len(may),
        needed=max(needed, settings.committee_quorum_least()),
        present=[each for each in may if each.id in there],
        recused=[each for each in kept if each.id in there],
    )


def votes_on(item: AgendaItem) -> list[CommitteeVote]:
    """Votes on an item, by name."""
    return db.session.scalars(
        select(CommitteeVote)
        .join(Account, Account.id == CommitteeVote.person_id)
        .where(CommitteeVote.item_id == item.id)
        .order_by(Account.name, CommitteeVote.id)
    ).all()


def voters(meeting: CommitteeMeeting) -> set[uuid.UUID]:
    """The accounts of those who voted on an item of a meeting."""
    return set(
        db.session.scalars(
            select(CommitteeVote.person_id)
            .join(AgendaItem, AgendaItem.id == CommitteeVote.item_id)
            .where(AgendaItem.meeting_id == meeting.id)
        )
    )


def tally_of(votes: Collection[CommitteeVote]) -> Tally:
    """The count of votes."""
    counts = {each: sum(one.vote == each for one in votes) for each in Vote}
    return Tally(counts[Vote.FOR], counts[Vote.AGAINST], counts[Vote.ABSTAIN], counts[Vote.RECUSED])
