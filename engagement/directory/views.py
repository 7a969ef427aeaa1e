"""Pages of the public register."""

import functools
import uuid
from typing import NamedTuple

from flask import Blueprint, abort, render_template, request

from engagement.accreditation.models import AccreditationStatus
from engagement.accreditation.queries import period_on
from engagement.core import limits
from engagement.core.clock import today
from engagement.core.countries import COUNTRIES, Region, choices
from engagement.core.major_groups import MajorGroup
from engagement.directory import exports, settings
from engagement.directory.queries import entries, listing
from engagement.directory.search import LONGEST_QUERY
from engagement.organizations import offers
from engagement.organizations.public import public_view
from engagement.organizations.queries.claims import without_members
from engagement.web.access import public
from engagement.web.i18n import PREFIX, filters_in, label, language
from engagement.web.pages import asked_place, csv_answer, page_of
from engagement.web.security import client_address
from engagement.web.templating import link, link_in

bp = Blueprint("directory", __name__, url_prefix=f"/{PREFIX}/register")

PARAMETERS = {"q": "words", "region": "region", "group": "major_group", "country": "country"}
"""Name in the address -> name of what is wanted."""

KEY = ("rank", "sort_key", "accreditation_id")
MAJOR_GROUPS = {each.value: each for each in MajorGroup}


class Shown(NamedTuple):
    """A row as it stands on the page."""

    url: str
    name: str
    language: str
    latin_name: str
    acronym: str
    place: str
    major_group: str
    since: str
    status: str


@bp.get("")
@public
def show_register():
    """Accredited organizations, searched and filtered; all that is chosen is in the address."""
    wanted = wanted_by_address()
    if wanted.words:
        limits.count_coarsely(
            "register-search", client_address(), limit=settings.searches_an_hour(), seconds=3600
        )
    place = asked_place([int, str, uuid.UUID])
    found = listing.found(wanted, place)
    page = page_of(found.rows, place, KEY)
    return render_template(
        "directory/show_register.html",
        wanted=wanted,
        found=found,
        page=page,
        rows=[shown(row, language()) for row in page.rows],
        facets=facets(wanted, found),
        chosen=chosen(wanted),
        kept={name: value for name in PARAMETERS if (value := getattr(wanted, PARAMETERS[name]))},
        statuses=AccreditationStatus,
    )


def shown(row, lang: str) -> Shown:
    """A row of the list in the words of the page, whose language is `lang`."""
    words = filters_in(lang)
    if row.country:
        place = words["country_name"](row.country)
    else:  # of a protected entry the region alone
        place = words["label"](Region(row.region)) if row.region else ""
    return Shown(
        url=link_in(lang, "directory.show_entry", number=row.number),
        name=row.name,
        language=row.name_language,
        latin_name=row.latin_name or "",
        acronym=row.acronym or "",
        place=place,
        major_group=words["label"](MAJOR_GROUPS.get(row.major_group)),
        since=words["date_known"](row.since, row.since_precision),
        status=row.status,
    )


@bp.get("/download.csv")
@public
def download_register():
    """The same list as a file; protected entries are in no file."""
    limits.count("register-file", client_address(), limit=settings.files_an_hour(), seconds=3600)
    rows = listing.everything(wanted_by_address())
    return csv_answer(
        f"register-{today().isoformat()}.csv", exports.heads(), exports.lines(rows, language())
    )


@bp.get("/<string(maxlength=60):number>")
@public
def show_entry(number):
    """One accredited organization: what the public may know, with the history of its status."""
    accreditation = entries.entry(number)
    organization = public_view(accreditation.organization) if accreditation else None
    if organization is None:
        abort(404)
    return render_template(
        "directory/show_entry.html",
        accreditation=accreditation,
        organization=organization,
        names=entries.other_names(accreditation.organization),
        period=period_on(accreditation),
        claim_offer=claim_offer(accreditation.organization_id),
    )


def claim_offer(organization_id: uuid.UUID) -> str | None:
    """What the link to claim an entry carries; None where somebody belongs to the organization."""
    unclaimed = without_members([organization_id])
    return offers.to_claim(organization_id) if unclaimed else None


def wanted_by_address() -> listing.Wanted:
    """What the address asks for; a value that is none of the list's is no filter."""
    asked = {name: request.args.get(name, "") for name in PARAMETERS}
    return listing.Wanted(
        words=asked["q"].strip()[:LONGEST_QUERY],
        region=asked["region"] if asked["region"] in set(Region) else None,
        major_group=asked["group"] if asked["group"] in set(MajorGroup) else None,
        country=asked["country"] if asked["country"] in COUNTRIES else None,
    )


@functools.cache
def labels(lang: str) -> dict[str, dict[str, str]]:
    """Value -> label of every facet in the page's language, in the order in which they stand."""
    return {
        "region": {each.value: label(each) for each in Region},
        "group": {each.value: label(each) for each in MajorGroup},
        "country": dict(choices(lang)),
    }


def facets(wanted: listing.Wanted, found: listing.Found) -> dict[str, list[tuple]]:
    """The options of each filter: value, label, count or None, whether it is chosen.

    Only values that the register has, and of these none that would leave nothing.
    """
    known = listing.values()
    rows = {}
    for name, options in labels(language()).items():
        facet = PARAMETERS[name]
        now = getattr(wanted, facet)
        counted = found.counts.get(facet)
        rows[name] = [
            (value, words, counted.get(value, 0) if counted is not None else None, value == now)
            for value, words in options.items()
            if value == now or (value in known[facet] and (counted is None or value in counted))
        ]
    return rows


def chosen(wanted: listing.Wanted) -> list[dict]:
    """What narrows the list, each with the address of the list without it."""
    asked = {
        name: getattr(wanted, attribute)
        for name, attribute in PARAMETERS.items()
        if getattr(wanted, attribute)
    }
    names = labels(language())
    return [
        {
            "label": names[name][value] if name in names else value,
            "is_typed": name == "q",
            "url": link("directory.show_register", **{k: v for k, v in asked.items() if k != name}),
        }
        for name, value in asked.items()
    ]
