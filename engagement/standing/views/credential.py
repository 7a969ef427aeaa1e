"""Take a credential as a file; check one that somebody shows."""

from flask import Response, render_template
from flask_babel import lazy_gettext as _l

from engagement.accreditation.models import Accreditation
from engagement.core import limits
from engagement.signing.tokens import NotSigned
from engagement.standing import settings
from engagement.standing.commands.credential import issue_credential
from engagement.standing.forms.credential import CredentialForm
from engagement.standing.permissions import Standings
from engagement.standing.queries.certificate import certificate_of, get_accreditation
from engagement.standing.queries.credential import check_credential as checked_of
from engagement.standing.views.blueprint import bp, credentials
from engagement.web.access import access, actor, public
from engagement.web.base_form import Form, status_of
from engagement.web.security import client_address

WHY_NOT = {
    "shape": _l(
        "This is not the text of a credential: it consists of three parts with a point between"
        " them. Copy all of it, or choose the file as it was downloaded."
    ),
    "type": _l("This is not a credential of an accreditation by this office."),
    "key": _l(
        "This text was not signed by us. Do not rely on it; ask the organization for its number"
        " and look that up."
    ),
    "forged": _l(
        "The text was changed after it was signed, or was never signed by us. Do not rely on it."
    ),
    "revoked": _l(
        "This text is not valid: the key that signed it was withdrawn. Ask the organization for a"
        " new one."
    ),
    "long": _l(
        "The text claims to be usable for longer than any that we give. Do not rely on it; ask the"
        " organization for a new one."
    ),
    "period": _l(
        "The text is dated to a time when its key was not in use. Do not rely on it; ask the"
        " organization for a new one."
    ),
}
"""What to say of a text that is no credential, by the code of `NotSigned`."""


@bp.route("/<string(maxlength=60):number>/credential", methods=["GET", "POST"])
@access(Standings.TAKE_CREDENTIAL, get_accreditation)
def take_credential(accreditation):
    """What a credential is for; sent, the page answers with the file."""
    form = Form()
    if form.validate_on_submit():
        return credential_file(accreditation, issue_credential(accreditation, actor=actor()))
    return render_template(
        "standing/take_credential.html",
        accreditation=accreditation,
        days=settings.credential_days(),
        in_force=certificate_of(accreditation) is not None,
        form=form,
    ), status_of(form)


def credential_file(accreditation: Accreditation, text: str) -> Response:
    """The credential as a download."""
    return Response(
        f"{text}\n",
        mimetype="application/jwt",
        headers={
            "Content-Disposition": f'attachment; filename="credential-{accreditation.number}.jwt"'
        },
    )


@credentials.route("/credential", methods=["GET", "POST"])
@public
def check_credential():
    """Whether a text is a credential of ours, and what holds today."""
    form = CredentialForm()
    checked = None
    if form.validate_on_submit():
        limits.count("verify", client_address(), limit=600, seconds=3600)
        try:
            checked = checked_of(form.shown)
        except NotSigned as refused:
            form.text.errors = [WHY_NOT[refused.code]]
    if checked is not None:
        fresh = CredentialForm(formdata=None)
        return render_template("standing/check_credential.html", form=fresh, checked=checked)
    return render_template("standing/check_credential.html", form=form, checked=None), status_of(
        form
    )
