"""The audit file of a decision: a ZIP with a readable index and the hash of each file."""

import io
import zipfile

from flask import Response, render_template

from engagement.audit.reading import note_export
from engagement.core.clock import now
from engagement.partnerships.permissions import Partnerships
from engagement.partnerships.queries import audit_file, deciding
from engagement.partnerships.queries import partnerships as queries
from engagement.partnerships.views.blueprint import DESK, bp
from engagement.printing.answers import style_sheet
from engagement.printing.pdf import NoPdf, pdf_of
from engagement.web.access import access


@bp.get(f"{DESK}/audit-file.zip")
@access(Partnerships.AUDIT, queries.get_partnership, fresh=True)
def download_audit_file(partnership):
    """All that was seen for the decision; that it was taken out is noted in the trail."""
    files, made_at = audit_file.files_of(partnership), now()
    hashes = audit_file.hashes(files)
    name, index = index_of(partnership, hashes, made_at)
    sums = "".join(f"{digest}  {each}\n" for each, _size, digest in hashes)
    packed = {name: index, "SHA256SUMS": sums.encode(), **files}
    note_export(
        "partnerships:partnership:exported",
        partnership.__tablename__,
        partnership.id,
        files=len(packed),
    )
    return Response(
        zipped(packed, made_at),
        mimetype="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{partnership.reference}.zip"',
            "Cache-Control": "no-store",
        },
    )


def index_of(partnership, hashes, made_at) -> tuple[str, bytes]:
    """The index as PDF; as a page where this machine makes none."""
    html = render_template(
        "partnerships/audit_index_pdf.html",
        style_sheet=style_sheet("table", "summary_list", "bdi"),
        partnership=partnership,
        cases=deciding.cases_of(partnership),
        hashes=hashes,
        made_at=made_at,
    )
    try:
        return "index.pdf", pdf_of(html)
    except NoPdf:
        return "index.html", html.encode()


def zipped(files: dict[str, bytes], made_at) -> bytes:
    """The files in one, each under the moment at which they were put together."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, made_at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()
