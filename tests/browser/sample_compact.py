"""Links with participants of the Global Compact in each state, and invitations."""

from engagement.core.permissions import SYSTEM, Role
from engagement.demo.screening_builders import listed, make_list
from engagement.organizations.queries import actor_for
from engagement.screening.commands import compact, compact_invitations
from engagement.screening.models import InvitationAnswer, Source
from engagement.screening.queries import compact as queries
from tests.factories import make_account, make_company

NAME = "Green Youth (Kenya) – Green Turbines توربينات"


def compact_samples(samples) -> None:
    """Fill the addresses of the Global Compact."""
    officer = actor_for(samples.people[Role.SCREENING_OFFICER])
    companies = [make_company(name=NAME, country="KE") for _ in range(4)]
    make_list(Source.GLOBAL_COMPACT, a1=participant(), a2=participant("non_communicating"))
    for company in companies:
        compact.find_participants(company, actor=SYSTEM)
    waiting = queries.open_links(companies[0].id)[0]
    link = confirmed(companies[1], officer, "a2")
    compact.reject_link(queries.open_links(companies[2].id)[0], actor=officer, reason=NAME)
    ended = confirmed(companies[3], officer, "a1")
    compact.end_link(ended, actor=officer, reason=NAME)
    own = make_company(name=NAME)
    make_account(leads=[companies[0]])
    answerer = make_account(leads=[own], name=NAME)
    invitation = compact_invitations.invite_to_compact(own, actor=officer)
    compact_invitations.answer_invitation(
        invitation, actor=actor_for(answerer), answer=InvitationAnswer.CONSIDER, words=NAME
    )
    every = [{"link_id": each.id} for each in (waiting, link, ended)]
    standing = [{"standing_id": queries.latest_standing(link).id}]
    of_company = [{"organization_id": companies[0].id}]
    samples.given |= {
        "screening.show_compact_link": every,
        "screening.decide_compact_link": every,
        "screening.end_compact_link": every,
        "screening.confirm_compact_link": every,
        "screening.follow_up_compact": standing,
        "screening.invite_to_compact": of_company,
        "screening.look_for_participants": of_company,
        "screening.show_compact_invitation": [{"invitation_id": invitation.id}],
        "screening.answer_compact_invitation": [{"invitation_id": invitation.id}],
    }


def participant(status="active"):
    """What the list says of a participant."""
    details = {"status": status, "country": NAME, "sector": NAME, "joined": "2018-05-02"}
    return listed(NAME, kind="organization", countries=["KE"], details=details)


def confirmed(company, officer, reference):
    """The link of a company with one of the participants."""
    link = next(each for each in queries.open_links(company.id) if each.reference == reference)
    compact.confirm_link(link, actor=officer, reason=NAME)
    return link
