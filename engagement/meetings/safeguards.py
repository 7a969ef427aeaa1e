"""Who may do what with guardians' consents, chaperones, and accessibility needs.

Those are for few: the people themselves, who nominated a minor, the safeguarding officer; needs
for one named officer of a meeting. Auditors read neither.
"""

from engagement.core import subjects
from engagement.core.permissions import Permission, Role, all_of, any_of, register
from engagement.documents.keepers import keeps_documents
from engagement.meetings.models import AccessNeed, Chaperone, GuardianConsent
from engagement.meetings.permissions import (
    is_of_a_minor,
    no_conflict,
    of_registration,
    officer,
    oneself,
    own,
)


class Safeguards(Permission):
    """Rights on what protects people under 18."""

    VIEW = "meetings:guardian:view"
    ASK = "meetings:guardian:ask"
    ENTER = "meetings:guardian:enter"
    SEE_COMPANY = "meetings:chaperone:view"
    GO_ALONG = "meetings:chaperone:go-along"


class Needs(Permission):
    """Rights on accessibility needs."""

    TELL = "meetings:need:tell"
    VIEW = "meetings:need:view"
    LIST = "meetings:need:list"
    ANSWER = "meetings:need:answer"


def adult_oneself(actor, bond):
    """It is the own registration of the adult who goes along."""
    return oneself(actor, bond.adult)


def of_the_minor(actor, bond):
    """Whoever may know of the minor's consent."""
    return about_minor(actor, bond.minor)


def is_a_minor(actor, registration):
    """The person is under 18."""
    return registration.is_minor


def named_officer(actor, meeting):
    """The officer for accessibility needs of the meeting, as long as it is one."""
    return Role.MEETING_OFFICER in actor.roles and actor.id == meeting.reads_needs.id


def for_its_meeting(actor, need):
    """The same, of one need."""
    return named_officer(actor, need.registration.meeting)


about_minor = any_of(own, all_of(is_of_a_minor, no_conflict))
answers_needs = all_of(officer, for_its_meeting, no_conflict)

register(
    {
        Safeguards.VIEW: of_registration(about_minor),
        Safeguards.ASK: all_of(own, is_a_minor),
        Safeguards.ENTER: of_registration(all_of(is_of_a_minor, no_conflict)),
        Safeguards.SEE_COMPANY: any_of(adult_oneself, of_the_minor),
        Safeguards.GO_ALONG: adult_oneself,
        Needs.TELL: oneself,
        Needs.VIEW: any_of(of_registration(oneself), answers_needs),
        Needs.LIST: named_officer,
        Needs.ANSWER: answers_needs,
    }
)

subjects.register(
    GuardianConsent,
    view=Safeguards.VIEW,
    label=lambda consent: consent.registration.reference,
)
subjects.register(Chaperone, view=Safeguards.SEE_COMPANY, label=lambda bond: bond.minor.reference)
subjects.register(AccessNeed, view=Needs.VIEW, label=lambda need: need.registration.reference)
keeps_documents(GuardianConsent)
