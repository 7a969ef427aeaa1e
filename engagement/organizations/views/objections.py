"""The page of those who were told of a claim: what it is about, and a form to object."""

from flask import redirect, render_template, url_for

from engagement.core import limits
from engagement.organizations import commands
from engagement.organizations.forms.claims import ObjectionForm
from engagement.organizations.models import ClaimState
from engagement.organizations.queries import claims as queries
from engagement.organizations.views.blueprint import bp
from engagement.web.access import public
from engagement.web.base_form import status_of
from engagement.web.security import client_address

HOUR = 60 * 60
STOPPABLE = (ClaimState.CHECKED, ClaimState.WAITING, ClaimState.OBJECTED)


@bp.route("/claims/object/<string(maxlength=100):token>", methods=["GET", "POST"])
@public
def object_to_claim(token):
    """Object by the mailed link, without an account; the link opens nothing else."""
    limits.count("claim-objection", client_address(), limit=120, seconds=HOUR)
    notice = queries.notice_by_token(token)
    if notice is None:
        return render_template("organizations/claim_link_over.html"), 410
    form = ObjectionForm()
    may = notice.claim.state in STOPPABLE and notice.objected_at is None
    if may and form.validate_on_submit():
        commands.object_to_claim(notice, words=form.words.data)
        return redirect(url_for(".object_to_claim", token=token))
    return render_template(
        "organizations/object_to_claim.html", told=notice, claim=notice.claim, form=form, may=may
    ), status_of(form) if may else 200
