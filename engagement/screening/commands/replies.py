"""The right of reply: put allegations to a company, take its answer, end its time."""

from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Role, can
from engagement.core.transitions import MOVED_ON
from engagement.documents.intake import Taken
from engagement.mail import outbox
from engagement.organizations.queries.members import focal_points
from engagement.organizations.queries.staff import staff_who_may
from engagement.screening import settings
from engagement.screening.commands.cases import note_hand, tell
from engagement.screening.commands.findings import keep_paper
from engagement.screening.models import CaseAct, CaseReply, ScreeningCase
from engagement.screening.permissions import Cases, Replies
from engagement.screening.workflow.cases import ANSWER, ASK, END, RECORD_LETTER, workflow


class OnPaper:
    """The company as the reader of a letter when nobody leads it."""

    id = None
    email = ""

    def __init__(self, case: ScreeningCase):
        self.name, self.language = case.organization.name, case.language


@command
def ask_for_reply(
    case: ScreeningCase, *, actor: Actor, allegation: str, files: tuple[Taken, ...] = ()
) -> CaseReply:
    """Put an allegation to the company in the officer's own words, with the files chosen for it.

    Nothing else of the case passes to the company. Mail goes to its focal points; where nobody
    leads it, a letter is kept that staff post.
    """
    workflow.fire(ASK, case, actor=actor)
    reply = CaseReply(
        case=case,
        allegation=allegation,
        asked_by_id=actor.id,
        asked_at=now(),
        due_on=today() + timedelta(days=settings.reply_days()),
    )
    db.session.add(reply)
    db.session.flush()
    for taken in files:
        keep_paper(reply, actor=actor, taken=taken, for_company=True, of_company=False)
    note_hand(case, actor, CaseAct.ASKED)
    record(
        "screening:reply:asked",
        reply,
        actor=actor,
        allegation=allegation,
        due_on=reply.due_on.isoformat(),
    )
    _write_to_company("reply_asked", reply)
    return reply


@command
def answer_reply(
    reply: CaseReply, *, actor: Actor, answer: str, files: tuple[Taken, ...] = ()
) -> None:
    """A focal point answers for the company, once; its files come with the answer."""
    if not can(actor, Replies.ANSWER, reply):
        raise NotAllowed(Replies.ANSWER)
    _refuse_over(reply)
    workflow.fire(ANSWER, reply.case, actor=actor)
    for taken in files:
        keep_paper(reply, actor=actor, taken=taken, for_company=True, of_company=True)
    reply.answer, reply.answered_at, reply.answered_by_id = answer, now(), actor.id
    record("screening:reply:answered", reply, actor=actor, files=len(files))
    _tell_officers("reply_answered", reply)


@command
def record_letter(
    reply: CaseReply,
    *,
    actor: Actor,
    answer: str,
    letter_of: date,
    files: tuple[Taken, ...] = (),
) -> None:
    """Staff record an answer that came by post, with the letter itself."""
    if not can(actor, Cases.HANDLE, reply):
        raise NotAllowed(Cases.HANDLE)
    _refuse_over(reply)
    if not reply.asked_at.date() <= letter_of <= today():
        raise RuleViolation(_l("Enter a day between that of the allegation and today."))
    workflow.fire(RECORD_LETTER, reply.case, actor=actor)
    for taken in files:
        keep_paper(reply, actor=actor, taken=taken, for_company=True, of_company=True)
    reply.answer, reply.answered_at, reply.answered_by_id = answer, now(), actor.id
    reply.letter_of = letter_of
    note_hand(reply.case, actor, CaseAct.FOUND)
    record(
        "screening:reply:letter_recorded",
        reply,
        actor=actor,
        letter_of=letter_of.isoformat(),
        files=len(files),
    )


@command
def end_reply(reply: CaseReply, *, actor: Actor) -> None:
    """The time to reply is over without an answer: the case goes on; its silence is noted."""
    lock(reply)
    if not reply.waits or reply.due_on >= today():
        return
    workflow.fire(END, reply.case, actor=actor)
    reply.ended_at = now()
    record("screening:reply:ended", reply, actor=actor)
    _tell_officers("reply_over", reply)


@command
def remind_reply(reply: CaseReply, *, actor: Actor) -> None:
    """Remind the company before its time to reply is over; once."""
    if not can(actor, Cases.MOVE, reply):
        raise NotAllowed(Cases.MOVE)
    lock(reply)
    if not reply.waits or reply.reminded_at is not None:
        return
    reply.reminded_at = now()
    record("screening:reply:reminded", reply, actor=actor)
    _write_to_company("reply_reminder", reply)


def _refuse_over(reply):
    lock(reply)
    if not reply.waits:
        raise RuleViolation(MOVED_ON)


def _write_to_company(message, reply):
    """Mail each focal point in their language; keep a letter where there is none."""
    people = focal_points(reply.organization_id)
    for person in people:
        outbox.send(f"screening/{message}", to=person, about=reply, reply=reply)
    if not people:
        outbox.post(f"screening/{message}", to=OnPaper(reply.case), about=reply, reply=reply)


def _tell_officers(message, reply):
    case = reply.case
    people = staff_who_may(Cases.HANDLE, case, Role.SCREENING_OFFICER, Role.PRIVATE_SECTOR_HEAD)
    own = [each for each in people if each.id == case.officer_id]
    tell(message, case, own or people)
