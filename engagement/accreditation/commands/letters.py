"""What letters say: the findings of a case, in the words of the letter's language."""

from engagement.accreditation import queries
from engagement.accreditation.models import Application
from engagement.accreditation.tracks import TRACKS


def findings_for_letter(application: Application) -> list[dict]:
    """Each criterion with its verdict as lazy words and the reviewer's reason, in track order.

    Lazy, so that a letter rendered in another language than the page's says it in its own.
    """
    latest = {finding.criterion: finding for finding in queries.findings_of(application)}
    return [
        {
            "title": criterion.title,
            "verdict": latest[criterion.key].verdict.label,
            "reason": latest[criterion.key].reason,
        }
        for criterion in TRACKS[application.track].criteria
        if criterion.key in latest
    ]
