"""One entry of the register at its stable address: as it is today, or as it was on a day."""

from datetime import timedelta

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.accreditation.models import LISTED, AccreditationStatus
from engagement.accreditation.queries import period_on
from engagement.accreditation.tracks import PRIVATE_SECTOR
from engagement.core.clock import today
from engagement.core.countries import country
from engagement.core.partial_dates import Precision
from engagement.core.permissions import can
from engagement.directory.permissions import Directory
from engagement.directory.queries import entries
from engagement.directory.views.blueprint import bp
from engagement.organizations import offers
from engagement.organizations.public import public_view
from engagement.web.access import actor, public
from engagement.web.asked_day import asked_day
from engagement.web.i18n import language

TONES = {"active": "good", "report_due": "attention", "suspended": "bad"}


@bp.get("/<string(maxlength=60):number>")
@public
def show_entry(number):
    """One accredited organization: what the public may know, with its history.

    As of a past day with the names, seat, Major Group and status of that day.
    """
    asked = asked_day()
    past, day = asked.past, asked.shown
    entry = entries.checked_entry(number, day)
    organization = public_view(entry.accreditation.organization, past) if entry else None
    if organization is None:
        abort(404)
    accreditation = entry.accreditation
    if accreditation.track == PRIVATE_SECTOR.key:
        return redirect(url_for("companies.show_entry", number=accreditation.number))
    period = period_on(accreditation, day)
    moments = entries.history(accreditation, day, None if entry.was_changed else ())
    merged = period is not None and period.status == AccreditationStatus.MERGED
    return render_template(
        "directory/show_entry.html",
        accreditation=accreditation,
        organization=organization,
        day=day,
        past=past,
        asked=asked,
        today=today(),
        names=entries.other_names(accreditation.organization, past),
        period=period,
        successor=entries.successor(accreditation) if merged else None,
        is_listed=period is not None and period.status in LISTED,
        events=events(moments, accreditation, organization.is_protected, day),
        checked_on=entry.checked_on,
        claim_offer=None if entry.has_members else offers.to_claim(accreditation.organization_id),
        may_check=can(actor(), Directory.CHECK, accreditation.organization),
    ), asked.status


def events(moments, accreditation, is_protected: bool, day) -> list[dict]:
    """The history as the component `timeline` draws it; a protected entry has no notes."""
    found = []
    for moment in moments:
        if moment.period is None:
            found += changes_of(moment)
            continue
        period = moment.period
        current = period.valid_to is None or period.valid_to > day
        found.append(
            {
                "title": period.status.label,
                "day": period.valid_from,
                "precision": precision_of(period, accreditation),
                "until": None if current else period.valid_to,
                "tone": TONES.get(period.status.value, "neutral"),
                "current": current,
                "text": None if is_protected else period.public_note,
            }
        )
    return found


def precision_of(period, accreditation) -> str:
    """How exactly the first day of a status is known: as that of the accreditation itself."""
    began = period.valid_from == accreditation.since
    return accreditation.since_precision if began else Precision.DAY


def changes_of(moment) -> list[dict]:
    """What an identity changed in; of each the value until then, in the words of the page."""
    old, new, lang = moment.old, moment.new, language()
    found = []
    for name, title in (
        ("name", _("Name changed; until then:")),
        ("latin_name", _("Name in Latin letters changed; until then:")),
        ("acronym", _("Acronym changed; until then:")),
        ("country", _("Seat changed; until then:")),
        ("major_group", _("Major Group changed; until then:")),
    ):
        before = getattr(old, name)
        if before == getattr(new, name):
            continue
        if name == "country":
            place = country(before)
            before = place.name(lang, moment.day - timedelta(days=1)) if place else before
        elif name == "major_group" and before:
            before = str(before.label)
        found.append({"title": title, "day": moment.day, "text": before or _("none")})
    return found
