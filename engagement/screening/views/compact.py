"""The Global Compact: the page for everybody, the list of staff, one link with its history."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core.clock import now
from engagement.core.permissions import can
from engagement.screening import words
from engagement.screening.commands import compact as commands
from engagement.screening.forms.compact import DecideLinkForm, FollowUpForm
from engagement.screening.forms.risk import ReasonForm
from engagement.screening.models import TO_FOLLOW, LinkState
from engagement.screening.permissions import Compacts
from engagement.screening.queries import compact as queries
from engagement.screening.queries import lists
from engagement.screening.queries.compact import ORDER, ORDER_OF_INVITATIONS, Lane
from engagement.screening.queries.compact_standing import DELISTED, PARTICIPANTS, history, said_of
from engagement.screening.sources import PUBLISHERS
from engagement.screening.views.acts import act
from engagement.screening.views.blueprint import bp
from engagement.web.access import access, actor, public
from engagement.web.base_form import status_of
from engagement.web.pages import keyset


@bp.get("/global-compact")
@public
def show_compact():
    """What the Compact is, how its lists are used, and that absence counts against no SME."""
    return render_template(
        "screening/show_compact.html",
        publisher=PUBLISHERS[PARTICIPANTS],
        versions=[lists.in_force(source) for source in (PARTICIPANTS, DELISTED)],
    )


@bp.get("/screening/compact")
@access(Compacts.LIST)
def list_compact():
    """Links to compare or to speak about, those that hold, and invitations; the oldest first."""
    asked = request.args.get("lane", "")
    lane = Lane(asked) if asked in set(Lane) else Lane.TO_COMPARE
    order = ORDER_OF_INVITATIONS if lane is Lane.INVITED else ORDER
    return render_template(
        "screening/list_compact.html",
        page=keyset(queries.listed(actor(), lane), order),
        lane=lane,
        lanes=list(Lane),
        counts=queries.lane_counts(actor()),
    )


@bp.get("/screening/compact/<uuid:link_id>")
@access(Compacts.VIEW, queries.get_link)
def show_compact_link(link):
    """An organization beside a participant: what both say, and how it stood over time."""
    note_read(link)
    return link_page(link, DecideLinkForm(formdata=None))


def link_page(link, form):
    """The page of a link, with the form as given."""
    latest = queries.latest_standing(link)
    return render_template(
        "screening/show_compact_link.html",
        link=link,
        details=link.entry.content.get("details") or {},
        shares=words.explained(link.reason, link.entry.content) if link.reason else [],
        steps=history(said_of(link.reference), now()),
        latest=latest,
        to_follow=bool(
            latest
            and link.state is LinkState.CONFIRMED
            and latest.followed_at is None
            and latest.status in TO_FOLLOW
        ),
        form=form,
        decides=can(actor(), Compacts.DECIDE, link),
    ), status_of(form)


@bp.post("/screening/compact/<uuid:link_id>/decide")
@access(Compacts.DECIDE, queries.get_link)
def decide_compact_link(link):
    """Say whether the organization is this participant."""
    form = DecideLinkForm()
    if not form.validate_on_submit():
        return link_page(link, form)
    if form.same.data == "yes":
        commands.confirm_link(link, actor=actor(), reason=form.reason.data)
        flash(_("The organization is linked. Its standing counts from now on."), "success")
    else:
        commands.reject_link(link, actor=actor(), reason=form.reason.data)
        flash(_("The participant is not proposed again."), "success")
    return redirect(url_for(".show_compact_link", link_id=link.id))


def back_to(link):
    """The address and the words of the way back to a link."""
    return url_for(".show_compact_link", link_id=link.id), link.organization.name


@bp.route("/screening/compact/<uuid:link_id>/end", methods=["GET", "POST"])
@access(Compacts.DECIDE, queries.get_link)
def end_compact_link(link):
    """Take a link back."""
    form = ReasonForm()
    return act(
        form,
        lambda: commands.end_link(link, actor=actor(), reason=form.reason.data),
        done=_("The link is taken back."),
        title=_("Take the link back"),
        send=_("Take it back"),
        back=back_to(link),
        intro=_("Its standing counts no more in cases that are rated from now on."),
        kind="warning",
    )


@bp.route("/screening/compact/<uuid:link_id>/confirm", methods=["GET", "POST"])
@access(Compacts.DECIDE, queries.get_link)
def confirm_compact_link(link):
    """Link an organization after all with a participant that was rejected or taken back."""
    form = ReasonForm()
    return act(
        form,
        lambda: commands.confirm_link(link, actor=actor(), reason=form.reason.data),
        done=_("The organization is linked. Its standing counts from now on."),
        title=_("Link them after all"),
        send=_("Link them"),
        back=back_to(link),
    )


@bp.route("/screening/compact/standings/<uuid:standing_id>", methods=["GET", "POST"])
@access(Compacts.FOLLOW, queries.get_standing)
def follow_up_compact(noted):
    """Say what was done about a standing."""
    form = FollowUpForm()
    return act(
        form,
        lambda: commands.follow_up(noted, actor=actor(), text=form.text.data),
        done=_("What you did is noted."),
        title=_("What was done about it"),
        send=_("Save"),
        back=back_to(noted.link),
        intro=_("It is listed as: %(status)s", status=noted.status.label),
    )
