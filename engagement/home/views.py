"""Start page, home of a person, help and the texts every site has."""

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user

from engagement.accounts import terms
from engagement.accounts.commands.terms import accept_terms as accept
from engagement.accounts.permissions import Accounts
from engagement.core.clock import today
from engagement.core.text import LANGUAGES
from engagement.home import queries, settings
from engagement.organizations.queries import claims, invitations_for
from engagement.web import i18n
from engagement.web.access import access, actor, public
from engagement.web.base_form import Form
from engagement.web.i18n import PREFIX, best_language
from engagement.web.pages import own_path

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def choose_language():
    """To the start page in the reader's language."""
    return redirect(url_for(".show_start", lang=best_language()))


@bp.get(f"/language/<any({','.join(LANGUAGES)}):code>")
@public
def keep_language(code):
    """The language bar: keep the language that somebody chose, and show the page in it."""
    if code not in LANGUAGES:
        abort(404)
    response = redirect(own_path(request.args.get("to")) or url_for(".show_start", lang=code))
    i18n.keep_language(response, code)
    return response


@bp.get(f"/{PREFIX}/")
@public
def show_start():
    """What one can do here."""
    return render_template("home/show_start.html")


@bp.get(f"/{PREFIX}/home")
@access(Accounts.OWN)
def show_home():
    """What waits for me; who has not accepted the terms in force is asked first."""
    if current_user.terms_version != terms.VERSION:
        return redirect(url_for(".accept_terms"))
    return render_template(
        "home/show_home.html",
        tasks=queries.tasks_of(actor()),
        own=queries.own_organizations(actor()),
        claims=[one for one in claims.of_claimant(actor().id) if one.is_open],
        invitations=len(invitations_for(current_user)),
        today=today(),
    )


@bp.route(f"/{PREFIX}/terms/accept", methods=["GET", "POST"])
@access(Accounts.OWN)
def accept_terms():
    """Accept the terms of use that are in force."""
    form = Form()
    if form.validate_on_submit():
        accept(current_user._get_current_object(), actor=actor())
        flash(_("Thank you. You have accepted the terms of use."), "success")
        return redirect(own_path(request.args.get("next")) or url_for(".show_home"))
    return render_template(
        "home/accept_terms.html",
        form=form,
        before=current_user.terms_version,
        since=terms.IN_FORCE_SINCE,
    )


@bp.get(f"/{PREFIX}/help")
@public
def show_help():
    """Where to get help."""
    return render_template("home/show_help.html", contact=contact())


@bp.get(f"/{PREFIX}/terms")
@public
def show_terms():
    """The terms of use, with their version."""
    return render_template("home/show_terms.html", since=terms.IN_FORCE_SINCE, contact=contact())


@bp.get(f"/{PREFIX}/privacy")
@public
def show_privacy():
    """What is kept about people, why, how long, and whom to ask."""
    address = settings.privacy_email() or contact()
    return render_template("home/show_privacy.html", contact=address)


@bp.get(f"/{PREFIX}/accessibility")
@public
def show_accessibility():
    """How accessible these pages are, and what to do where they are not."""
    return render_template("home/show_accessibility.html", contact=contact())


def contact() -> str:
    """The address for questions: a setting, else the sender of our mails."""
    return settings.contact_email() or current_app.config["SETTINGS"].mail_from
