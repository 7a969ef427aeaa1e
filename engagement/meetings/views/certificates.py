"""Certificates of participation: for the person, a guardian, and whoever checks one."""

from dataclasses import dataclass

import segno
from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from markupsafe import Markup

from engagement.core import limits
from engagement.mail.outbox import link
from engagement.meetings.attendance_permissions import Attendances
from engagement.meetings.models import ParticipationCertificate, Registration
from engagement.meetings.queries import certificates as queries
from engagement.meetings.queries import minors
from engagement.meetings.queries.registrations import get_registration
from engagement.meetings.views.blueprint import REGISTRATION, bp
from engagement.meetings.views.links import LINK as GUARDIAN
from engagement.meetings.views.personal_links import opened
from engagement.printing.answers import pdf_answer
from engagement.printing.pdf import NoPdf
from engagement.web.access import access, public
from engagement.web.i18n import direction, speaking
from engagement.web.security import client_address

participation = Blueprint("participation", __name__, url_prefix="/participation")
"""Where certificates are checked: without a language in the address, as it stands in QR codes."""
CERTIFICATE = "/certificates/<string(maxlength=100):certificate_token>"
CHECKS_AN_HOUR = 600
PDF_FILES_AN_HOUR = 60


@dataclass(frozen=True)
class Visit:
    """A certificate in force, and where its two forms are for this reader."""

    paper: ParticipationCertificate
    pdf: str
    back: str | None = None


@bp.get(f"{REGISTRATION}/certificate")
@access(Attendances.TAKE_CERTIFICATE, get_registration)
def show_certificate(registration):
    """The certificate, for the person; without one, why there is none."""
    return _page(_own(registration), _back_to(registration))


@bp.get(f"{REGISTRATION}/certificate.pdf")
@access(Attendances.TAKE_CERTIFICATE, get_registration)
def download_certificate(registration):
    """The same as a PDF."""
    return _pdf(_own(registration), _back_to(registration))


@bp.get(CERTIFICATE)
@public
def open_certificate(certificate_token):
    """The certificate behind the mailed link: for who has no account, and for guardians."""
    return _page(_by_link(certificate_token))


@bp.get(f"{CERTIFICATE}/certificate.pdf")
@public
def open_certificate_pdf(certificate_token):
    """The same as a PDF."""
    return _pdf(_by_link(certificate_token))


@bp.get(f"{GUARDIAN}/certificate")
@public
def show_certificate_to_guardian(token):
    """The certificate of a minor, from the guardian's own page."""
    return _page(_of_minor(token))


@bp.get(f"{GUARDIAN}/certificate.pdf")
@public
def download_certificate_as_guardian(token):
    """The same as a PDF."""
    return _pdf(_of_minor(token))


@participation.get("")
@public
def show_form():
    """A form for the code of a certificate."""
    typed = request.args.get("code", "").strip()[:60]
    if typed:
        _count()
        paper = queries.certificate_called(typed)
        if paper is not None:
            return redirect(url_for(".show_result", certificate_code=paper.code))
    return _unkept("meetings/check_certificate.html", 404 if typed else 200, typed=typed)


@participation.get("/<string(maxlength=60):certificate_code>")
@public
def show_result(certificate_code):
    """Whether a certificate is valid; of an adult the name and the meeting, of others no more."""
    _count()
    paper = queries.certificate_called(certificate_code)
    if paper is None:
        return _unkept("meetings/check_certificate.html", 404, typed=certificate_code)
    return _unkept(
        "meetings/certificate_result.html",
        paper=paper,
        name=queries.certified_name(paper) if paper.holds else None,
        meeting=queries.certified_meeting(paper) if paper.holds else None,
    )


def _count():
    limits.count("participation", client_address(), limit=CHECKS_AN_HOUR, seconds=3600)


def _back_to(registration):
    return url_for(".show_registration", registration_id=registration.id)


def _own(registration: Registration) -> Visit | None:
    paper = queries.certificate_in_force(registration)
    if paper is None:
        return None
    return Visit(
        paper,
        url_for(".download_certificate", registration_id=registration.id),
        _back_to(registration),
    )


def _by_link(certificate_token: str) -> Visit:
    paper = queries.certificate_by_token(certificate_token)
    paper = opened("certificate-link", paper if paper and paper.holds else None)
    return Visit(paper, url_for(".open_certificate_pdf", certificate_token=certificate_token))


def _of_minor(token: str) -> Visit:
    consent = opened("guardian-link", minors.consent_by_token(token))
    paper = queries.certificate_in_force(consent.registration) if consent.is_given else None
    if paper is None:
        abort(404)
    return Visit(
        paper,
        url_for(".download_certificate_as_guardian", token=token),
        url_for(".answer_as_guardian", token=token),
    )


def _page(visit: Visit | None, back: str | None = None, no_pdf: str | None = None):
    """The certificate in the person's language on a page in the reader's."""
    lang = visit.paper.registration.language if visit else None
    return _unkept(
        "meetings/show_certificate.html",
        visit=visit,
        back=visit.back if visit else back,
        text=_text(visit.paper) if visit else None,
        text_tag="zh-Hans" if lang == "zh" else lang,
        text_dir=direction(lang) if lang else None,
        no_pdf=no_pdf,
    )


def _pdf(visit: Visit | None, back: str | None = None):
    if visit is None:
        return _page(None, back)
    limits.count("pdf", client_address(), limit=PDF_FILES_AN_HOUR, seconds=3600)
    paper = visit.paper
    try:
        with speaking(paper.registration.language):
            return pdf_answer(
                "meetings/certificate_pdf.html",
                "certificate",
                name=f"participation-{paper.code}.pdf",
                **_values(paper),
            )
    except NoPdf as none:
        return _page(visit, no_pdf=none.code)


def _text(paper) -> Markup:
    """The certificate itself, drawn in the person's language."""
    with speaking(paper.registration.language):
        return Markup(render_template("meetings/certificate_text.html", **_values(paper)))


def _values(paper):
    address = link(url_for("participation.show_result", certificate_code=paper.code))
    return {
        "paper": paper,
        "registration": paper.registration,
        "meeting": paper.registration.meeting,
        "code": segno.make(address, error="m").svg_data_uri(scale=8, border=4, light="#fff"),
        "form": link(url_for("participation.show_form")),
    }


def _unkept(template, status=200, **values):
    """A page about one person: no browser keeps it, and no search engine lists it."""
    answer = make_response(render_template(template, **values), status)
    answer.cache_control.no_store = True
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
