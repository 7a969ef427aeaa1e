"""The public register of accredited companies: the list, a file of it, one entry."""

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.accreditation import settings as accreditation_settings
from engagement.accreditation.models import LISTED, AccreditationStatus
from engagement.accreditation.queries import period_on
from engagement.accreditation.tracks import PRIVATE_SECTOR
from engagement.core import limits
from engagement.core.clock import today
from engagement.core.countries import Region, country
from engagement.core.sectors import Sector
from engagement.directory import settings
from engagement.directory.queries import companies, entries
from engagement.directory.sentences import protected_entries, withheld_entries
from engagement.directory.views.blueprint import companies_bp as bp
from engagement.directory.views.entry import events
from engagement.organizations.models import OrganizationKind, SizeClass
from engagement.organizations.public import public_view
from engagement.organizations.queries import size_of
from engagement.web.access import public
from engagement.web.asked_day import asked_day
from engagement.web.designations import closing_line
from engagement.web.i18n import language
from engagement.web.pages import keyset
from engagement.web.security import client_address
from engagement.web.spreadsheets import csv_answer

FILTERS = {"sector": Sector, "size": SizeClass, "region": Region, "status": AccreditationStatus}
LONGEST_WORDS = 100


@bp.get("")
@public
def show_register():
    """Accredited companies on a day, by name; all that is chosen is in the address."""
    day = asked_day()
    if words():
        limits.count_coarsely(
            "register-search", client_address(), limit=settings.searches_an_hour(), seconds=3600
        )
    statement, order = companies.companies(day.shown, words=words(), filters=chosen())
    held_back = companies.withheld_on(today())
    return render_template(
        "directory/show_companies.html",
        page=None if day.wrong else keyset(statement, order),
        size_of=companies.size_of,
        day=day,
        today=today(),
        words=words(),
        facets=facets(),
        narrowed=bool(words() or chosen()),
        wanted={"q": words() or None, "as_of": day.day, **chosen()},
        word=accreditation_settings.public_word(),
        withheld=withheld_entries(held_back) if held_back else "",
    ), day.status


@bp.get("/download.csv")
@public
def download_register():
    """The same list as a file; protected entries are in no file."""
    day = asked_day()
    if day.wrong:
        return redirect(url_for(".show_register"))
    limits.count("register-file", client_address(), limit=settings.files_an_hour(), seconds=3600)
    statement, order = companies.companies(day.shown, words=words(), filters=chosen(), files=True)
    heads = [
        _("Number"),
        _("Organization"),
        _("Name in Latin letters"),
        _("Kind"),
        _("Sector"),
        _("Size"),
        _("Country or area"),
        _("Code of the country or area"),
        _("Region"),
        _("Accredited since"),
        _("Holds until"),
        _("Status"),
        _("As of"),
    ]
    return csv_answer(
        f"private-sector-{day.shown.isoformat()}.csv",
        heads,
        lines(companies.everything(statement, order), day.shown),
    )


def lines(rows, day):
    """A line for each row, and at the end what has to be said of the list."""
    for row in rows:
        place, size = country(row.country), companies.size_of(row)
        yield [
            row.number,
            row.name,
            row.latin_name,
            OrganizationKind(row.kind).label,
            row.sector.in_words if row.sector else "",
            size.label if size else "",
            place.name(language(), day) if place else "",
            row.country,
            Region(row.region).label if row.region else "",
            row.since.isoformat(),
            row.valid_until.isoformat() if row.valid_until else "",
            AccreditationStatus(row.status).label,
            day.isoformat(),
        ]
    yield [no_endorsement()]
    yield [protected_entries()]
    if number := companies.withheld_on(today()):
        yield [withheld_entries(number)]
    yield [closing_line()]


def no_endorsement() -> str:
    """The sentence of every page about accredited companies, in a file."""
    return _(
        "“%(word)s” says that a company was screened on the day of the decision. It is no"
        " endorsement of the company, its products or its conduct, and may not be used for"
        " advertising.",
        word=accreditation_settings.public_word(),
    )


@bp.get("/<string(maxlength=60):number>")
@public
def show_entry(number):
    """One accredited company: what the public may know, with its history."""
    asked = asked_day()
    past, day = asked.past, asked.shown
    accreditation = entries.entry(number)
    if accreditation is None or accreditation.track != PRIVATE_SECTOR.key:
        abort(404)
    organization = public_view(accreditation.organization, past)
    if organization is None:
        abort(404)
    period = period_on(accreditation, day)
    return render_template(
        "directory/show_company.html",
        accreditation=accreditation,
        organization=organization,
        sector=accreditation.organization.sector,
        size=size_of(accreditation.organization),
        asked=asked,
        past=past,
        today=today(),
        period=period,
        is_listed=period is not None and period.status in LISTED,
        events=events(
            entries.history(accreditation, day), accreditation, organization.is_protected, day
        ),
        names=entries.other_names(accreditation.organization, past),
        word=accreditation_settings.public_word(),
    ), asked.status


def words() -> str:
    """What was typed to look for."""
    return request.args.get("q", "").strip()[:LONGEST_WORDS]


def chosen() -> dict[str, str]:
    """The filters in the address; what is no value of one narrows nothing."""
    return {
        name: value
        for name, labelled in FILTERS.items()
        if (value := request.args.get(name)) in {each.value for each in labelled}
    }


def facets() -> dict[str, list[tuple]]:
    """The options of each filter: value, label, no count, whether it is chosen."""
    now = chosen()
    return {
        name: [
            (
                each.value,
                each.in_words if labelled is Sector else each.label,
                None,
                now.get(name) == each.value,
            )
            for each in (LISTED if labelled is AccreditationStatus else labelled)
        ]
        for name, labelled in FILTERS.items()
    }
