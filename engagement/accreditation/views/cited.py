"""Evidence of findings in words, each piece with its address."""

import uuid
from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _

from engagement.accreditation import citations, queries
from engagement.accreditation.citations import Citation
from engagement.accreditation.models import Application, Finding
from engagement.accreditation.views import answers


def in_words(findings: Iterable[Finding], *, here: bool = False) -> dict[uuid.UUID, list[dict]]:
    """Evidence by finding: its words, whether somebody wrote them, page, address, whether a file.

    One query however many findings. Answers are found on the page of the case; on this very page
    when it shows all of them (`here`).
    """
    cited = {each.id: [citations.read(stored) for stored in each.evidence] for each in findings}
    names = queries.document_names(
        {one.document for pieces in cited.values() for one in pieces if one.document}
    )
    labels: dict[tuple, str] = {}
    return {
        finding.id: [
            of_document(one, names)
            if one.document
            else of_answer(one, finding.application, labels, here=here)
            for one in cited[finding.id]
        ]
        for finding in findings
    }


def of_document(citation: Citation, names: dict[str, str]) -> dict:
    """A page of a file, which opens beside the page one reads."""
    return {
        "text": names.get(citation.document, ""),
        "page": citation.page,
        "own": True,
        "file": True,
        "url": url_for(
            "accreditation.show_document", document_id=citation.document, page=citation.page
        ),
    }


def of_answer(citation: Citation, application: Application, labels: dict, *, here: bool) -> dict:
    """An answer of the application or of a round; `labels` are those made so far."""
    if citation.round is not None:
        anchor = f"question-{citation.round}-{citation.question}"
        text = question_in_words(citation.round, citation.question)
    else:
        anchor = f"section-{citation.section}"
        if citation.answer is not None:
            anchor = f"answer-{citation.section}-{citation.answer}"
        if anchor not in labels:
            labels[anchor] = answers.label_of(application, citation.section, citation.answer)
        text = labels[anchor]
    page = "" if here else url_for(".review_application", application_id=application.id)
    return {
        "text": text,
        "page": None,
        "own": False,
        "file": False,
        "url": f"{page}#{anchor}",
    }


def question_in_words(one: int, question: int) -> str:
    """Which answer of a round is meant."""
    return _("Round %(round)s, answer to question %(number)s", round=one, number=question)


def citable(sections: list[dict], content: dict, answered: Iterable[tuple[int, int]]) -> list:
    """What can be cited beside documents: (value, words), answers of these sections, then rounds'.

    Values as `forms.desk.finding_form` takes them.
    """
    given = [
        (f"{part['section'].key}.{row['name']}", row["label"])
        for part in sections
        for row in part["rows"]
        if row["text"] and row["name"] in content["sections"].get(part["section"].key, {})
    ]
    return given + [
        (f"question.{one}.{question}", question_in_words(one, question))
        for one, question in sorted(answered)
    ]
