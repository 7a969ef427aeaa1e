"""Verification of an accreditation by its number or by the token in its QR code, for anybody."""

from flask import redirect, render_template, request, url_for

from engagement.accreditation import queries, settings
from engagement.accreditation.views.blueprint import verification
from engagement.core import limits
from engagement.organizations.public import public_view
from engagement.web.access import public
from engagement.web.security import client_address


@verification.get("")
@public
def show_form():
    """A form for the number; the answer names the holder and the status today."""
    number = request.args.get("number", "").strip()[:60]
    if number:
        limits.count("verify", client_address(), limit=600, seconds=3600)
        accreditation = queries.accreditation_by_number(number)
        if accreditation is not None and public_view(accreditation.organization):
            return redirect(url_for(".show_result", token=accreditation.token))
    return render_template("accreditation/verify_form.html", number=number), (
        404 if number else 200
    )


@verification.get("/<string(maxlength=100):token>")
@public
def show_result(token):
    """Who holds it, since when, and its status today.

    Of a withheld entry no name: whoever shows the certificate can prove that it is valid.
    """
    accreditation = queries.accreditation_by_token(token[:100])
    if accreditation is None:
        return render_template("accreditation/verify_form.html", number=""), 404
    return render_template(
        "accreditation/verify_result.html",
        accreditation=accreditation,
        organization=public_view(accreditation.organization),
        period=queries.period_on(accreditation),
        word=settings.public_word(),
    )
