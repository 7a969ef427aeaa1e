"""The certificate: a page that prints on one sheet, and the same as a PDF."""

import segno
from flask import render_template

from engagement.accreditation import settings
from engagement.accreditation.models import Accreditation
from engagement.audit.reading import noted
from engagement.core import limits
from engagement.printing.answers import pdf_answer
from engagement.printing.pdf import NoPdf
from engagement.standing import addresses
from engagement.standing.permissions import Standings
from engagement.standing.queries import certificate as queries
from engagement.standing.views.blueprint import bp
from engagement.web.access import access, actor


@bp.get("/<string(maxlength=60):number>/certificate")
@access(Standings.VIEW, queries.get_accreditation)
@noted
def show_certificate(accreditation):
    """The certificate as of today; without one, why there is none."""
    return certificate_page(accreditation)


@bp.get("/<string(maxlength=60):number>/certificate.pdf")
@access(Standings.VIEW, queries.get_accreditation)
@noted
def download_certificate(accreditation):
    """The same as a PDF; the page to be printed where no PDF can be made."""
    paper = queries.certificate_of(accreditation)
    if paper is None:
        return certificate_page(accreditation)
    limits.count("pdf", str(actor().id), limit=settings.pdf_files_an_hour(), seconds=3600)
    try:
        return pdf_answer(
            "standing/certificate_pdf.html",
            "certificate",
            name=f"certificate-{accreditation.number}.pdf",
            paper=paper,
            codes=codes_of(accreditation),
        )
    except NoPdf as none:
        return certificate_page(accreditation, no_pdf=none.code)


def certificate_page(accreditation: Accreditation, *, no_pdf: str | None = None):
    """The page; it says why where a PDF was asked for and there is none."""
    return render_template(
        "standing/show_certificate.html",
        accreditation=accreditation,
        paper=queries.certificate_of(accreditation),
        status=queries.status_today(accreditation),
        codes=codes_of(accreditation),
        letter=queries.letter_of(accreditation, actor().id),
        no_pdf=no_pdf,
    )


def codes_of(accreditation: Accreditation) -> dict:
    """The QR code as a picture, and where one enters the number instead."""
    code = segno.make(addresses.verification(accreditation), error="m")
    return {
        "picture": code.svg_data_uri(scale=8, border=4, light="#fff"),
        "form": addresses.number_form(),
    }
