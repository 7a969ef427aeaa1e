"""Who may do what with an application and an accreditation."""

from sqlalchemy import select

from engagement.accreditation.models import (
    Application,
    ApplicationDocument,
    Deputy,
    Recording,
)
from engagement.accreditation.offices import (
    CLERKS,
    DECIDE,
    RECONSIDERS,
    decides_on_track,
    heads_unit,
    in_unit,
)
from engagement.core import subjects
from engagement.core.permissions import Permission, Role, all_of, any_of, has_role, is_system
from engagement.core.permissions import register as register_policies
from engagement.organizations.permissions import (
    focal_point,
    member,
    no_conflict,
    on_behalf,
)


class Accreditations(Permission):
    """Rights in the accreditation process."""

    QUEUE = "accreditation:queue:view"
    QUEUE_OF_DECISIONS = "accreditation:decision:list"
    QUEUE_OF_RECONSIDERATIONS = "accreditation:reconsideration:list"
    VIEW = "accreditation:application:view"
    HANDLE = "accreditation:application:handle"
    EDIT = "accreditation:application:edit"
    SUBMIT = "accreditation:application:submit"
    ASSIGN = "accreditation:application:assign"
    ASSIGN_SEVERAL = "accreditation:queue:assign"
    NAME_DEPUTY = "accreditation:deputy:name"
    WITHDRAW = "accreditation:application:withdraw"
    RETURN = "accreditation:application:return"
    ACCEPT = "accreditation:application:accept"
    JUDGE = "accreditation:finding:judge"
    RECORD_COPIES = "accreditation:certified_copy:record"
    ASK = "accreditation:clarification:ask"
    JUSTIFY_ROUND = "accreditation:clarification:justify"
    ANSWER = "accreditation:clarification:answer"
    READ_MESSAGES = "accreditation:message:read"
    WRITE_TO_APPLICANT = "accreditation:message:write-to-applicant"
    WRITE_TO_OFFICE = "accreditation:message:write-to-office"
    NOTE = "accreditation:note:write"
    RECOMMEND = "accreditation:application:recommend"
    DECIDE = "accreditation:application:decide"
    UNDO = "accreditation:decision:undo"
    SEND_BACK = "accreditation:application:send_back"
    ASK_RECONSIDERATION = "accreditation:reconsideration:ask"
    RECONSIDER = "accreditation:reconsideration:decide"
    CLOSE = "accreditation:application:close"
    RELEASE = "accreditation:application:release"
    LIST_POST = "accreditation:letter:list"
    POST_LETTER = "accreditation:letter:post"
    EFFECT = "accreditation:decision:effect"
    SEE_FINDINGS = "accreditation:finding:view"
    RECORD = "accreditation:recording:enter"
    RECORD_RUN = "accreditation:recording:handle"
    MOVE_RUN = "accreditation:recording:move"


reviewer = all_of(in_unit, no_conflict)
head_of_unit = all_of(heads_unit, no_conflict)
decider = all_of(decides_on_track, no_conflict)
reconsiderer = all_of(has_role(RECONSIDERS), no_conflict)


def in_scope(actor, subject):
    """The case was submitted in the period that the auditor's engagement covers."""
    return actor.audited.covers(getattr(subject, "application", subject).submitted_at)


auditor = all_of(has_role(Role.AUDITOR), no_conflict, in_scope)


def submitted(actor, application):
    """The applicant has sent it: a draft is nobody's business but the organization's."""
    return application.submitted_at is not None


desk = all_of(submitted, any_of(reviewer, decider, reconsiderer, auditor))

register_policies(
    {
        Accreditations.QUEUE: has_role(*sorted(CLERKS | DECIDE), Role.AUDITOR),
        Accreditations.QUEUE_OF_DECISIONS: has_role(*sorted(DECIDE)),
        Accreditations.QUEUE_OF_RECONSIDERATIONS: has_role(RECONSIDERS),
        Accreditations.VIEW: any_of(member, desk, on_behalf),
        Accreditations.HANDLE: desk,
        Accreditations.ASSIGN: reviewer,
        Accreditations.ASSIGN_SEVERAL: has_role(*sorted(CLERKS)),
        Accreditations.NAME_DEPUTY: has_role(*sorted(CLERKS | DECIDE)),
        Accreditations.EDIT: any_of(member, on_behalf),
        Accreditations.SUBMIT: any_of(focal_point, on_behalf),
        Accreditations.WITHDRAW: any_of(focal_point, on_behalf),
        Accreditations.RETURN: reviewer,
        Accreditations.ACCEPT: reviewer,
        Accreditations.JUDGE: reviewer,
        Accreditations.RECORD_COPIES: all_of(submitted, reviewer),
        Accreditations.ASK: reviewer,
        Accreditations.JUSTIFY_ROUND: head_of_unit,
        Accreditations.ANSWER: any_of(focal_point, on_behalf),
        Accreditations.READ_MESSAGES: all_of(submitted, member),
        Accreditations.WRITE_TO_APPLICANT: all_of(submitted, reviewer),
        Accreditations.WRITE_TO_OFFICE: all_of(submitted, focal_point),
        Accreditations.NOTE: all_of(submitted, any_of(reviewer, decider, reconsiderer)),
        Accreditations.RECOMMEND: reviewer,
        Accreditations.DECIDE: decider,
        Accreditations.UNDO: any_of(decider, reconsiderer),
        Accreditations.SEND_BACK: decider,
        Accreditations.RECONSIDER: reconsiderer,
        Accreditations.ASK_RECONSIDERATION: any_of(focal_point, on_behalf),
        Accreditations.CLOSE: is_system,
        Accreditations.RELEASE: is_system,
        Accreditations.LIST_POST: has_role(*sorted(CLERKS)),
        Accreditations.POST_LETTER: all_of(submitted, reviewer),
        Accreditations.EFFECT: is_system,
        Accreditations.SEE_FINDINGS: desk,
        Accreditations.RECORD: has_role(Role.REVIEWER, Role.HEAD_OF_UNIT),
        Accreditations.RECORD_RUN: any_of(reviewer, is_system),
        Accreditations.MOVE_RUN: is_system,
    }
)
subjects.register(
    Application,
    view=Accreditations.VIEW,
    label=lambda application: application.reference or application.organization.name,
    endpoint="accreditation.show_application",
    argument="application_id",
    audited=lambda period: subjects.happened_in(Application.submitted_at, period),
)
subjects.register(
    Recording,
    view=Accreditations.RECORD_RUN,
    label=lambda recording: recording.title,
    endpoint="accreditation.show_recording",
    argument="recording_id",
)
subjects.register(
    Deputy,
    view=Accreditations.NAME_DEPUTY,
    label=lambda deputy: deputy.person.name,
)
subjects.register(
    ApplicationDocument,
    view=Accreditations.VIEW,
    label=lambda placed: placed.document.name,
    endpoint="accreditation.show_document",
    argument="document_id",
    audited=lambda period: ApplicationDocument.application_id.in_(
        select(Application.id).where(subjects.happened_in(Application.submitted_at, period))
    ),
)
