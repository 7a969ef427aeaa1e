"""Start page, home of a person, help and the texts every site has."""

from flask import Blueprint, redirect, render_template, url_for
from flask_login import current_user

from engagement.accounts.permissions import Accounts
from engagement.accreditation import queries as accreditation
from engagement.accreditation.permissions import Accreditations
from engagement.core.permissions import can
from engagement.home import queries
from engagement.organizations.queries import invitations_for
from engagement.web.access import access, actor, public
from engagement.web.i18n import PREFIX, best_language

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def choose_language():
    """To the start page in the reader's language."""
    return redirect(url_for(".show_start", lang=best_language()))


@bp.get(f"/{PREFIX}/")
@public
def show_start():
    """What one can do here."""
    return render_template("home/show_start.html")


@bp.get(f"/{PREFIX}/home")
@access(Accounts.OWN)
def show_home():
    """What waits for me."""
    person = actor()
    desk = can(person, Accreditations.QUEUE)
    return render_template(
        "home/show_home.html",
        own=queries.own_organizations(person),
        invitations=len(invitations_for(current_user)),
        counts=accreditation.lane_counts(person) if desk else None,
        decides=can(person, Accreditations.QUEUE_OF_DECISIONS),
    )


@bp.get(f"/{PREFIX}/help")
@public
def show_help():
    """Where to get help."""
    return render_template("home/show_help.html")
