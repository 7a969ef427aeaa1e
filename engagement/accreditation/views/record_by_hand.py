"""One accreditation granted before the platform, entered by hand; look-alikes are offered first."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.accreditation import commands
from engagement.accreditation.forms.recording import NEW, RecordForm
from engagement.accreditation.member_lists import since_of
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.queries import accreditation_held, recordings
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.accreditation.views.blueprint import bp
from engagement.core.errors import RuleViolation
from engagement.organizations import queries as organizations
from engagement.organizations.models import OrganizationKind
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


@bp.route("/recorded/by-hand", methods=["GET", "POST"])
@access(Accreditations.RECORD)
def record_by_hand():
    """The form, filled from a line of a list where one is named; then, once, what looks alike."""
    form = RecordForm(data=from_line(request.args.get("line", "")))
    matches = []
    if form.validate_on_submit():
        matches = matches_of(form)
        offered = ",".join(sorted(str(match.id) for match in matches))
        seen, form.declined.data = form.declined.data == offered, offered
        chosen = chosen_organization(form.organization.data, matches)
        if not matches or (seen and (chosen or form.organization.data == NEW)):
            if answer := recorded(form, chosen, matches):
                return answer
        elif seen:
            form.organization.errors = [_("Choose whether it is one of these organizations.")]
    offers = [
        {"offer": offer, "held": accreditation_held(offer.id, MAJOR_GROUP.key)}
        for offer in organizations.offered(matches)
    ]
    form.offer((str(row["offer"].id), row["offer"].entry.name) for row in offers if not row["held"])
    return render_template(
        "accreditation/record_by_hand.html", form=form, offers=offers
    ), status_of(form) if form.errors else 200


def recorded(form, organization, matches):
    """Propose it and go to its run; None when it is refused, told at the field."""
    try:
        run = commands.record_by_hand(
            actor=actor(),
            values=form.values(),
            organization=organization,
            alike=[uuid.UUID(str(match.id)) for match in matches],
            key=form.key,
        )
    except RuleViolation as refusal:
        form.number.errors = [refusal.sentence]
        return None
    flash(_("Entered. It gets into the register once a second person has confirmed it."), "success")
    return redirect(url_for(".show_recording", recording_id=run.id))


def chosen_organization(chosen: str | None, matches):
    """The offered organization that the person chose, or None."""
    found = next((match.id for match in matches if str(match.id) == chosen), None)
    return organizations.get_organization(found) if found else None


def matches_of(form):
    """Organizations alike, without those kept from this person."""
    return organizations.alike(
        names=[text for text in (form.name.data, form.latin_name.data, form.acronym.data) if text],
        country=form.country.data,
        registration_number=None,
        website=form.website.data,
        kept_from=actor().conflicts,
    )


def from_line(line_id: str) -> dict:
    """What a line of a list says, to be corrected; nothing when this person may not see it."""
    try:
        line = recordings.line_of(actor(), uuid.UUID(line_id))
    except ValueError:
        line = None
    if line is None:
        return {"kind": OrganizationKind.NON_PROFIT.value}
    kept = line.cells | line.entry
    since = since_of(line.entry) if "since" in line.entry else None
    return {
        **{name: kept.get(name) for name in ("name", "latin_name", "acronym", "number", "website")},
        "country": line.entry.get("country", ""),
        "kind": OrganizationKind.NON_PROFIT.value,
        "major_group": line.entry.get("major_group"),
        "since": since,
        "emails": "\n".join(line.entry.get("emails", [])),
    }
