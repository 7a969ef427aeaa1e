"""Focal points and States nominate on one page, and see what came of it."""

from collections import Counter
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.accounts.models import Account
from engagement.core import limits
from engagement.core.clock import now
from engagement.core.errors import RuleViolation
from engagement.meetings import settings
from engagement.meetings.commands.nominating import nominate as nominate_people
from engagement.meetings.forms.nominating import (
    FEWEST_ROWS,
    MOST_SHOWN,
    NominationForm,
)
from engagement.meetings.models import Category, Meeting, MeetingState, RegistrationState
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries import delegations, nominations
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.queries.registrations import of_organization, of_state
from engagement.meetings.queries.standing import MAY_NOMINATE, Standing
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.organizations.models import Organization
from engagement.organizations.queries import open_memberships
from engagement.web.access import access, actor
from engagement.web.base_form import status_of

HOUR = 3600
S = RegistrationState
TONES = {
    S.INVITED: "waiting",
    S.DRAFT: "neutral",
    S.SUBMITTED: "waiting",
    S.CONFIRMED: "good",
    S.WAITING: "attention",
    S.REFUSED: "bad",
    S.WITHDRAWN: "neutral",
    S.ATTENDED: "good",
    S.NO_SHOW: "neutral",
}


@dataclass(frozen=True)
class Side:
    """For whom somebody nominates: an organization or a State, and the category it comes in."""

    meeting: Meeting
    category: Category | None
    organization: Organization | None = None
    country: str | None = None
    standing: Standing | None = None

    @property
    def arguments(self) -> dict[str, str]:
        """How addresses name it."""
        if self.organization:
            return {"organization": str(self.organization.id)}
        return {"state": self.country or ""}

    @property
    def may(self) -> bool:
        """Whether people can be nominated now."""
        if self.category is None or (self.organization and self.standing not in MAY_NOMINATE):
            return False
        open_now = self.category.opens_at <= now() < self.category.closes_at
        takes_place = self.meeting.state is MeetingState.PUBLISHED and self.meeting.ends_at > now()
        return open_now and takes_place

    def registrations(self):
        """Everybody it has named, in order."""
        if self.organization:
            return of_organization(self.meeting, self.organization.id)
        return of_state(self.meeting, self.country or "")


@bp.route(f"{MEETING}/nominate", methods=["GET", "POST"])
@access(Registrations.NOMINATE, get_meeting)
def nominate(meeting):
    """Several people at once, without any upload; who leads several chooses for whom first."""
    meeting = meeting.registers_at
    side = asked_side(meeting)
    if side is None:
        return choose_side(meeting, "meetings.nominate")
    if side.category is None:
        return render_template("meetings/nominate.html", side=side, form=None, now=now())
    form = NominationForm().offer(
        side.category, colleagues(side), rows=MOST_SHOWN if side.country else rows_for(side)
    )
    if "fill" in request.form:
        return nomination_page(side, form), 200
    if form.validate_on_submit():
        try:
            named = send(side, form)
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            tell_outcome(named)
            return redirect(url_for(".list_nominated", meeting_id=meeting.id, **side.arguments))
    return nomination_page(side, form), status_of(form)


@bp.get(f"{MEETING}/nominated")
@access(Registrations.NOMINATE, get_meeting)
def list_nominated(meeting):
    """Whom one has named: who is confirmed, who waits with which position, who is held and why."""
    meeting = meeting.registers_at
    side = asked_side(meeting)
    if side is None:
        return choose_side(meeting, "meetings.list_nominated")
    return render_template("meetings/list_nominated.html", **shown(side))


def asked_side(meeting: Meeting) -> Side | None:
    """For whom the address says; the only one there is; None where one has to choose.

    404 for an organization that the person does not lead and a State that it does not administer.
    """
    asked, code = request.args.get("organization"), request.args.get("state")
    if asked is not None:
        found = [each for each in nominations.led_by(actor()) if str(each.id) == asked]
        return of_one(meeting, found[0]) if found else abort(404)
    if code is not None:
        if not delegations.may_compose(actor(), code):
            abort(404)
        return Side(meeting, delegations.state_category(meeting), country=code)
    sides = sides_of(meeting)
    return sides[0] if len(sides) == 1 else None


def sides_of(meeting: Meeting) -> list[Side]:
    """All for whom the person can nominate at this meeting."""
    sides = []
    if nominations.organization_categories(meeting):
        sides += [of_one(meeting, each) for each in nominations.led_by(actor())]
    if category := delegations.state_category(meeting):
        sides += [Side(meeting, category, country=code) for code in sorted(actor().administers)]
    return sides


def of_one(meeting, organization):
    """An organization with the category in which it comes."""
    found = nominations.category_of(meeting, organization)
    category, standing = found or (None, None)
    return Side(meeting, category, organization=organization, standing=standing)


def choose_side(meeting, endpoint):
    """The page that asks for whom."""
    return render_template(
        "meetings/choose_side.html",
        meeting=meeting,
        sides=[(side, len(side.registrations())) for side in sides_of(meeting)],
        endpoint=endpoint,
    )


def shown(side: Side) -> dict:
    """What both pages show of a side."""
    return {
        "side": side,
        "outcomes": nominations.outcomes(side.registrations()),
        "tones": TONES,
        "delegation": delegations.find_delegation(side.meeting, side.country)
        if side.country
        else None,
    }


def nomination_page(side, form):
    """The page: how it stands, who is named already, and the rows."""
    return render_template(
        "meetings/nominate.html",
        form=form,
        quotas=nominations.quota_lines(
            side.category, organization=side.organization, country=side.country
        ),
        now=now(),
        **shown(side),
    )


def rows_for(side: Side) -> int:
    """How many empty rows: one more than there is room for, five to ten."""
    found = nominations.quota_lines(side.category, organization=side.organization)
    left = min((line.left for line in found), default=MOST_SHOWN)
    return max(FEWEST_ROWS, min(MOST_SHOWN, left + 1))


def colleagues(side: Side) -> list[Account]:
    """Members of the organization with an open account who are not registered yet."""
    if side.organization is None:
        return []
    people = [each.person for each in open_memberships(side.organization)]
    known = nominations.registered_among(side.meeting, {each.email_key for each in people})
    return [each for each in people if each.email_key not in known and each.deactivated_at is None]


def send(side, form):
    """Register everybody who was named, or nobody; each counts for the hour."""
    nominees = form.nominees()
    for _each in nominees:
        limits.count(
            "registration", str(actor().id), limit=settings.registrations_an_hour(), seconds=HOUR
        )
    return nominate_people(
        side.category,
        nominees,
        actor=actor(),
        organization=side.organization,
        country=side.country,
        key=form.key,
    )


def tell_outcome(named):
    """How many of those sent just now are confirmed, wait, or are held."""
    counts = Counter(each.state for each in named)
    flash(
        _(
            "Sent. Confirmed: %(confirmed)d. On the waiting list: %(waiting)d."
            " Being checked: %(held)d.",
            confirmed=counts[S.CONFIRMED],
            waiting=counts[S.WAITING],
            held=counts[S.SUBMITTED],
        ),
        "success",
    )
