"""Documents of a case as the pages of reviewers and approvers show them, paper by paper."""

from engagement.accreditation import country_cards, evidence, queries
from engagement.accreditation.models import Application, ApplicationDocument
from engagement.accreditation.tracks import Criterion
from engagement.accreditation.views import certified
from engagement.documents import opening, receiving
from engagement.documents.file_types import PAGED
from engagement.web.access import actor

MOST_PICTURES = 12
"""Pages of a file shown as pictures; the others are reached from the last of them."""
REGISTRATION = "registration"


def papers(application: Application) -> list[dict]:
    """Each paper that was sent last or must be, with its files: what a judgement rests on.

    A few queries, however many files.
    """
    ids = {each["id"] for each in queries.papers_sent(application)}
    equal = queries.equal_elsewhere(actor(), application)
    known = known_before(application)
    files: dict[str, list[dict]] = {}
    for placed in queries.submitted_documents(application):
        if str(placed.id) in ids:
            row = file_row(placed) | {
                "equal": equal.get(placed.id, []),
                "new": known is not None and placed.document.sha256 not in known,
            }
            files.setdefault(placed.requirement, []).append(row)
    required = queries.required_documents(application)
    place = application.organization.country
    copies = certified.copies(application)
    return [
        {
            "paper": paper,
            "files": files.get(paper.key, []),
            "card": country_cards.card(place) if paper.key == REGISTRATION else None,
            "certified": copies.get(paper.key),
        }
        for paper in queries.track_of(application).documents
        if paper.key in files or paper.key in required
    ]


def known_before(application: Application) -> set[str] | None:
    """Fingerprints of what was sent the time before; None the first time."""
    before = queries.snapshot_before(application)
    return before and {each["sha256"] for each in before.content.get("documents", [])}


def file_row(placed: ApplicationDocument) -> dict:
    """A file with the pages of which there are pictures, its state and its warnings in words."""
    document = placed.document
    pictured = document.opens and document.kind in PAGED
    return {
        "placed": placed,
        "document": document,
        "pictures": range(1, min(document.pages or 1, MOST_PICTURES) + 1) if pictured else (),
        "tone": opening.TONES[document.scan],
        "means": evidence.means(placed.means),
        "warnings": receiving.warnings_of(document),
    }


def beside(application: Application, criterion: Criterion) -> dict:
    """The papers that show a criterion, the others, and the keys of the first."""
    asked = queries.track_of(application).documents
    telling = {paper.key for paper in evidence.accepted(criterion.key, asked)}
    rows = papers(application)
    return {
        "papers": [row for row in rows if row["paper"].key in telling],
        "other_papers": [row for row in rows if row["paper"].key not in telling and row["files"]],
        "telling": telling,
    }
