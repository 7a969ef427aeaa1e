"""Showing what reviewers found to those who decide: every finding, with whose it is."""

from engagement.accreditation import queries
from engagement.accreditation.models import Application, Finding, Verdict
from engagement.accreditation.views import screening

TONES = {Verdict.MET: "good", Verdict.NOT_MET: "bad", Verdict.UNCLEAR: "attention"}


def rows(application: Application, findings: list[Finding], evidence: dict) -> list[dict]:
    """Each criterion of the track with all findings on it, and whether reviewers differ.

    `evidence` of the findings as `cited.in_words` gives it.
    """
    result = []
    for criterion in queries.track_of(application).criteria:
        given = [finding for finding in findings if finding.criterion == criterion.key]
        result.append(
            {
                "title": criterion.title,
                "record": screening.by_record(application) if criterion.by_record else None,
                "findings": [
                    {
                        "finding": finding,
                        "tone": TONES[finding.verdict],
                        "evidence": evidence[finding.id],
                    }
                    for finding in given
                ],
                "differ": len({finding.verdict for finding in given}) > 1,
            }
        )
    return result
