"""What changed between the last two submissions of an application, answer by answer."""

from engagement.accreditation import queries
from engagement.accreditation.differences import runs
from engagement.accreditation.models import Application
from engagement.accreditation.views import answers
from engagement.organizations.models import PEOPLE_SECTIONS as BY_TRACK

PEOPLE_SECTIONS = frozenset(BY_TRACK)
DOCUMENTS = "documents"
"""The section that stands for all papers."""


def shown(application: Application) -> dict:
    """What templates need to show what changed: nothing of it the first time."""
    return {
        "resubmitted": queries.snapshot_before(application),
        "changes": since_last_submission(application),
        "changed_documents": documents_since_last_submission(application),
        "asked": asked_before(application),
    }


def asked_before(application: Application) -> list[dict]:
    """What the last return asked for, each part with whether it is different now."""
    before = queries.snapshot_before(application)
    answered = [each for each in queries.returns_of(application) if each.resubmitted_at]
    if before is None or not answered:
        return []
    changed = changed_parts(before.content, application.snapshot.content)
    return [
        row | {"changed": (row["part"].section or row["part"].document) in changed}
        for row in queries.parts_in_words(answered[-1])
    ]


def changed_parts(old: dict, new: dict) -> set[str]:
    """Keys of the sections and of the papers that differ between two snapshots."""
    keys = old["sections"].keys() | new["sections"].keys()
    changed = {key for key in keys if old["sections"].get(key) != new["sections"].get(key)}
    if old.get("people") != new.get("people"):
        changed |= PEOPLE_SECTIONS & keys
    before, after = papers_in(old), papers_in(new)
    changed |= {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    return changed | ({DOCUMENTS} if before != after else set())


def papers_in(content: dict) -> dict[str, set[str]]:
    """The fingerprints of the files of each paper."""
    found: dict[str, set[str]] = {}
    for each in content.get("documents", []):
        found.setdefault(each["requirement"], set()).add(each["sha256"])
    return found


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
