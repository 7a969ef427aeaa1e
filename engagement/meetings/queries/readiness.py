"""What a meeting lacks before it can be published."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from engagement.core.clock import now
from engagement.meetings.models import AgeBand, Meeting, MeetingState, Mode, WaitingRule


def missing(meeting: Meeting) -> list:
    """Sentences that say what has to be done first, in the order of the officer's pages."""
    return [*_of_itself(meeting), *_of_sessions(meeting), *_of_registration(meeting)]


def _of_itself(meeting: Meeting) -> Iterator:
    if not meeting.title.get("en"):
        yield _l("Write the title in English.")
    if meeting.mode is not Mode.ONLINE and not meeting.place:
        yield _l("Say where people meet.")


def _of_sessions(meeting: Meeting) -> Iterator:
    sessions = [each for each in meeting.sessions if each.cancelled_at is None]
    if not sessions:
        yield _l("Add at least one session.")
    elif meeting.published_at is None and meeting.ends_at <= now():
        yield _l("The meeting would be over already: change the days of its sessions.")
    adults_alone = meeting.registers_at.youngest.rank >= AgeBand.ADULT.rank
    if adults_alone and any(each.child_friendly for each in sessions):
        yield _l(
            "A session is made for children and young people, but nobody under 18 may register:"
            " change the lowest age, or the session."
        )


def _of_registration(meeting: Meeting) -> Iterator:
    if meeting.through is not None:
        if meeting.through.state is not MeetingState.PUBLISHED:
            yield _l("Publish the meeting first at which people register for this one.")
        return
    if not meeting.categories:
        yield _l("Say who may register: add at least one category.")
    if any(each.closes_at > meeting.ends_at for each in meeting.categories):
        yield _l("Registration has to close before the meeting ends: change the deadlines.")
    if meeting.waiting_rule is WaitingRule.LOTTERY and meeting.lottery_drawn_at is None:
        yield from _of_lots(meeting)


def _of_lots(meeting: Meeting) -> Iterator:
    if meeting.lottery_at >= meeting.starts_at:
        yield _l("Lots have to be drawn before the meeting begins.")
    if any(each.closes_at > meeting.lottery_at for each in meeting.categories):
        yield _l("Lots have to be drawn after registration has closed in every category.")
