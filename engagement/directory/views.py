"""Pages of the public register."""

from flask import Blueprint, abort, render_template, request, url_for

from engagement.accreditation.queries import period_on
from engagement.core.countries import COUNTRIES, choices
from engagement.core.major_groups import MajorGroup
from engagement.directory import queries
from engagement.organizations.public import public_view
from engagement.web.access import public
from engagement.web.i18n import PREFIX, language
from engagement.web.pages import keyset

bp = Blueprint("directory", __name__, url_prefix=f"/{PREFIX}/register")


@bp.get("")
@public
def show_register():
    """Accredited organizations, searched and filtered; every filter is in the address."""
    words = request.args.get("q", "").strip()[:200]
    country = request.args.get("country", "")
    group = request.args.get("group", "")
    chosen = {
        "country": country if country in COUNTRIES else "",
        "group": group if group in set(MajorGroup) else "",
    }
    statement = queries.register(
        words=words,
        country=chosen["country"] or None,
        major_group=MajorGroup(chosen["group"]) if chosen["group"] else None,
    )
    return render_template(
        "directory/show_register.html",
        page=keyset(statement, queries.REGISTER_ORDER),
        words=words,
        chosen=chosen,
        countries=choices(language()),
        groups=list(MajorGroup),
        clear_url=url_for(".show_register"),
    )


@bp.get("/<number>")
@public
def show_entry(number):
    """One accredited organization: what the public may know, with the history of its status."""
    accreditation = queries.entry(number)
    organization = public_view(accreditation.organization) if accreditation else None
    if organization is None:
        abort(404)
    return render_template(
        "directory/show_entry.html",
        accreditation=accreditation,
        organization=organization,
        period=period_on(accreditation),
    )
