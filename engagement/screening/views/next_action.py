"""What comes next in a case, for the person who looks at it: one sentence and one button."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask import url_for
from flask_babel import gettext as _

from engagement.core.permissions import Actor, can
from engagement.core.text import day_in_words
from engagement.screening import routes
from engagement.screening.models import CaseState, ScreeningCase
from engagement.screening.permissions import Cases, Committee
from engagement.screening.queries import committee, deciding, replies
from engagement.screening.queries.cases import pending_rating, took_part
from engagement.screening.routes import RouteStep


@dataclass(frozen=True)
class Next:
    """What is to be done: `url` and `label` of the button, empty where this person only waits."""

    text: str
    url: str = ""
    label: str = ""
    posts: bool = False


def next_action(case: ScreeningCase, actor: Actor, *, has_leaders: bool) -> Next | None:
    """The next step of a case; None when it is over."""
    handles = can(actor, Cases.HANDLE, case)
    if case.state is CaseState.OPEN:
        return _open(case, handles)
    if case.state in {CaseState.ASSESSED, CaseState.REPLIED}:
        return _to_rate(case, handles)
    if case.state is CaseState.ASKED:
        return _asked(case, has_leaders, handles)
    if case.state is CaseState.RATED:
        return _rated(case, actor)
    if case.state is CaseState.STOPPED:
        return _stopped(case, actor)
    return None


def _to(endpoint, case):
    return url_for(f".{endpoint}", case_id=case.id)


def _open(case, handles):
    text = _("Gather the facts: sector, exclusion criteria, controversies. Then say so.")
    if not handles:
        return Next(_("The private sector unit gathers the facts."))
    return Next(text, _to("assess_case", case), _("The facts are gathered"), posts=True)


def _to_rate(case, handles):
    if not handles:
        return Next(_("The private sector unit rates the case."))
    return Next(
        _("Look at what leads to the rating below, then rate the case."),
        _to("rate_case", case),
        _("Rate the case"),
    )


def _asked(case, has_leaders, handles):
    reply = replies.open_reply(case)
    day = day_in_words(reply.due_on) if reply else ""
    if has_leaders:
        return Next(_("The company can reply until %(day)s.", day=day))
    text = _(
        "Nobody leads this organization, so the letter goes by post. Record the answer when it"
        " comes, until %(day)s.",
        day=day,
    )
    if not handles or reply is None:
        return Next(text)
    return Next(text, url_for(".record_letter", reply_id=reply.id), _("Record the answer"))


def _rated(case, actor):
    if (row := pending_rating(case)) is not None:
        if can(actor, Cases.LOWER, case) and row.proposed_by_id != actor.id:
            return Next(
                _("A colleague proposes a lower rating."),
                url_for(".settle_lower", rating_id=row.id),
                _("Confirm or refuse it"),
            )
        return Next(_("A lower rating waits for a second person."))
    for step in deciding.missing_before_decision(case):
        permission, endpoint, label = {
            RouteStep.SECOND_REVIEW: (Cases.REVIEW, "review_case", _("Give the second review")),
            RouteStep.LEGAL: (Cases.ADVISE, "advise_case", _("Give legal advice")),
        }[step]
        if can(actor, permission, case) and not took_part(case, actor.id):
            return Next(str(step.label), _to(endpoint, case), label)
        return Next(_("It waits for this: %(step)s", step=step.label))
    return _to_decide(case, actor)


def _to_decide(case, actor):
    step = routes.decider(deciding.who_decides(case))
    if step is RouteStep.COMMITTEE:
        return _before_committee(case, actor, str(step.label))
    if deciding.may_decide(actor, case):
        return Next(_("You can decide."), _to("decide_case", case), _("Decide"))
    if deciding.is_decider(actor, case) and took_part(case, actor.id):
        return Next(_("You took part in this case, so somebody else has to decide on it."))
    return Next(str(step.label))


def _stopped(case, actor):
    text = _("The case stops, and the partnership committee confirms that.")
    return _before_committee(case, actor, text)


def _before_committee(case, actor, text):
    """When the committee meets, and for those who may see it the way to its agenda."""
    item = committee.open_item(case)
    meeting = item.meeting if item is not None else committee.next_meeting()
    if meeting is None:
        return Next(text + " " + _("No meeting of the committee is planned yet."))
    day = day_in_words(meeting.starts_at.astimezone(ZoneInfo(meeting.zone)).date())
    if item is not None:
        text += " " + _("It stands on the agenda of the meeting on %(day)s.", day=day)
    else:
        text += " " + _("The next meeting of the committee is on %(day)s.", day=day)
    if not can(actor, Committee.VIEW, meeting):
        return Next(text)
    return Next(
        text, url_for(".show_meeting", committee_meeting_id=meeting.id), _("See the meeting")
    )
