"""The published keys, and the administrators' page about them."""

from flask import Blueprint, flash, jsonify, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.signing import commands, queries
from engagement.signing.forms import RevokeForm, RotateForm
from engagement.signing.permissions import Signing
from engagement.web.access import access, actor, public
from engagement.web.base_form import status_of
from engagement.web.i18n import PREFIX
from engagement.web.published import published

bp = Blueprint("signing", __name__, url_prefix=f"/{PREFIX}/signing-keys")
keys = Blueprint("keys", __name__, url_prefix="/.well-known")
"""For programs, at the address that standards name."""


@keys.get("/jwks.json")
@public
def show_keys():
    """The public halves of all keys, old and new, but those revoked (RFC 7517)."""
    return published(jsonify(keys=queries.published()))


@bp.get("")
@access(Signing.VIEW)
def list_keys():
    """The keys by name, and when each signed."""
    return render_template("signing/list_keys.html", keys=queries.all_keys())


@bp.route("/rotate", methods=["GET", "POST"])
@access(Signing.ROTATE, fresh=True)
def rotate_key():
    """Begin another key, with a reason; the same page sent twice begins one."""
    form = RotateForm()
    if form.validate_on_submit():
        commands.rotate(actor=actor(), reason=form.reason.data, key=form.key)
        flash(_("Another key signs from now on. The earlier ones stay published."), "success")
        return redirect(url_for(".list_keys"))
    return render_template("signing/rotate_key.html", form=form), status_of(form)


@bp.route("/<uuid:key_id>/revoke", methods=["GET", "POST"])
@access(Signing.REVOKE, queries.get_key, fresh=True)
def revoke_key(key):
    """Withdraw a key, after a page that says what follows."""
    form = RevokeForm()
    if form.validate_on_submit():
        commands.revoke(key, actor=actor(), reason=form.reason.data)
        flash(_("The key is revoked. What it signed is not believed any more."), "success")
        return redirect(url_for(".list_keys"))
    if key.revoked_at is not None and not form.is_submitted():
        return redirect(url_for(".list_keys"))
    return render_template("signing/revoke_key.html", form=form, key=key), status_of(form)
