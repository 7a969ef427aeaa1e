"""A notice that goes by post: the time to answer begins on the day on which it is posted."""

from sqlalchemy import select

from engagement.accreditation.commands.posting import after_posting
from engagement.audit.commands import record
from engagement.core.db import db, lock
from engagement.core.permissions import SYSTEM
from engagement.mail.models import Message
from engagement.settings import calendar
from engagement.standing import settings
from engagement.standing.models import Proceeding, ProceedingState


@after_posting
def begin_time_to_answer(letter: Message) -> None:
    """Let the days to answer a notice count from its posting; never fewer than the letter says."""
    proceeding = db.session.scalars(
        select(Proceeding).where(Proceeding.notice_letter_id == letter.id)
    ).first()
    if proceeding is None or lock(proceeding).state != ProceedingState.NOTICED:
        return
    counted = calendar.after(letter.posted_on, settings.notice_days)
    proceeding.answer_due_on = max(proceeding.answer_due_on, counted)
    record(
        "standing:proceeding:posted",
        proceeding,
        actor=SYSTEM,
        posted_on=letter.posted_on.isoformat(),
        answer_due_on=proceeding.answer_due_on.isoformat(),
    )
