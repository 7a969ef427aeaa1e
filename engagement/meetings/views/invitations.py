"""People are invited from a list: a report line by line first, then the invitations."""

import base64
import binascii

from flask import render_template
from flask_babel import gettext as _

from engagement.accounts.queries import email_key
from engagement.core.errors import RuleViolation
from engagement.meetings import invitation_lists, settings
from engagement.meetings.commands.inviting import invite
from engagement.meetings.forms.invitations import ConfirmInvitationsForm, InvitationsForm
from engagement.meetings.invitation_lists import COLUMNS, LARGEST
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries import invitations as queries
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.tables.refusals import Unreadable
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import language
from engagement.web.odd_input import takes_file


@bp.route(f"{MEETING}/registrations/invite", methods=["GET", "POST"])
@access(Registrations.INVITE, get_meeting)
@takes_file
def invite_people(meeting):
    """Send a list; a report of what would follow comes back, and nothing else happens."""
    form = InvitationsForm()
    if form.validate_on_submit():
        content = form.file.data.stream.read(LARGEST + 1)
        try:
            guests = _guests(meeting, content)
        except Unreadable as refused:
            form.file.errors = [refused.sentence]
        else:
            kept = ConfirmInvitationsForm(formdata=None)
            kept.content.data = base64.b64encode(content).decode()
            return _report(meeting, guests, kept)
    return _page(meeting, form), status_of(form)


@bp.post(f"{MEETING}/registrations/invite/confirm")
@access(Registrations.INVITE, get_meeting)
def confirm_invitations(meeting):
    """Invite those of the checked list who can be, and say who was and who was not."""
    form = ConfirmInvitationsForm()
    upload = InvitationsForm(formdata=None)
    if not form.validate_on_submit():
        return _page(meeting, upload), 422
    try:
        guests = _guests(meeting, base64.b64decode(form.content.data or "", validate=True))
        before = _there(meeting, guests)
        invited = invite(meeting, guests, actor=actor(), key=form.key)
    except Unreadable as refused:
        upload.file.errors = [refused.sentence]
        return _page(meeting, upload), 422
    except binascii.Error:
        upload.file.errors = [_("Choose the file again.")]
        return _page(meeting, upload), 422
    except RuleViolation as refusal:
        form.form_errors.append(refusal.sentence)
        return _report(meeting, guests, form), 409
    return render_template(
        "meetings/invited_people.html",
        meeting=meeting,
        invited=invited,
        rows=_rows(guests, {key: one for key, one in before.items() if one not in invited}),
    )


def _guests(meeting, content: bytes):
    """The lines of a file. Raises Unreadable."""
    return invitation_lists.read(
        content,
        meeting.registers_at,
        language=language(),
        most_lines=settings.invitation_lines(),
    )


def _there(meeting, guests):
    return queries.registered(meeting, [email_key(each.email) for each in guests if each.email])


def _rows(guests, there):
    """Each line with the registration that its address has already, if that is so."""
    return [(each, there.get(email_key(each.email))) for each in guests]


def _report(meeting, guests, form):
    rows = _rows(guests, _there(meeting, guests))
    return render_template(
        "meetings/check_invitations.html",
        meeting=meeting,
        form=form,
        rows=rows,
        able=sum(not each.problems and there is None for each, there in rows),
        known=sum(there is not None for _each, there in rows),
        wrong=sum(bool(each.problems) for each, _there in rows),
    )


def _page(meeting, form):
    return render_template(
        "meetings/invite_people.html",
        meeting=meeting,
        form=form,
        columns=COLUMNS,
        categories=[each.kind for each in meeting.registers_at.categories],
        most=settings.invitation_lines(),
        largest=LARGEST // 1024,
    )
