"""What changed between the last two submissions of an application, answer by answer."""

from engagement.accreditation import queries
from engagement.accreditation.differences import runs
from engagement.accreditation.models import Application
from engagement.accreditation.views import answers


def shown(application: Application) -> dict:
    """What templates need to show what changed: nothing of it the first time."""
    return {
        "resubmitted": queries.snapshot_before(application),
        "changes": since_last_submission(application),
        "changed_documents": documents_since_last_submission(application),
    }


def since_last_submission(application: Application) -> list[dict]:
    """Each question whose answer changed: section, label, the runs of words; [] the first time.

    Answers are compared as the reader of the page sees them; documents by name and fingerprint.
    """
    before = queries.snapshot_before(application)
    if before is None:
        return []
    old = answers.sections_with_answers(application, before.content)
    new = answers.sections_with_answers(application, application.snapshot.content)
    rows = []
    for earlier, later in zip(old, new, strict=True):
        for was, now in zip(lines(earlier), lines(later), strict=True):
            if was["text"] != now["text"]:
                rows.append(
                    {
                        "section": later["section"].title,
                        "label": now["label"],
                        "runs": runs(str(was["text"]), str(now["text"])),
                    }
                )
    return rows


def lines(part: dict) -> list[dict]:
    """The questions of a section, and its people as one more text."""
    people = "\n".join(
        ", ".join(str(person[key]) for key in ("name", "position", "nationality", "birth_year"))
        for person in part["people"]
    )
    return [*part["rows"], {"label": part["section"].title, "text": people}]


def documents_since_last_submission(application: Application) -> dict:
    """Names of the documents that came and of those that went since the submission before."""
    before = queries.snapshot_before(application)
    if before is None:
        return {"added": [], "removed": []}
    old, new = (
        {each["sha256"]: each["name"] for each in snapshot.content.get("documents", [])}
        for snapshot in (before, application.snapshot)
    )
    return {
        "added": [name for key, name in new.items() if key not in old],
        "removed": [name for key, name in old.items() if key not in new],
    }
