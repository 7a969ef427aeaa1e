"""When a match may be decided, and by whom.

open ──clear, by one──> cleared            where neither score nor band ask for two
  │ └──propose──> proposed ──confirm──> cleared | confirmed     by another person
  ^                  └──send back──> open
  └──open again── cleared | confirmed
lapsed: from everywhere, by a comparison alone (`commands.hits.lapse`)
"""

from flask_babel import lazy_gettext as _l

from engagement.core.errors import RuleViolation
from engagement.core.transitions import Transition, Workflow
from engagement.screening import settings
from engagement.screening.models import Match, MatchState, Outcome
from engagement.screening.permissions import Matches
from engagement.screening.queries.queue import STRONG

S = MatchState


def takes_two(match: Match, outcome: Outcome) -> bool:
    """Whether a second person has to agree: to every confirmation, and to clearing from a score."""
    if outcome == Outcome.CONFIRM or match.band in STRONG:
        return True
    return match.score * 100 >= settings.two_person_score()


def one_is_enough(match: Match, actor) -> None:
    """A strong match, or one above the set score, is cleared by two."""
    if takes_two(match, Outcome.CLEAR):
        raise RuleViolation(
            _l("Clearing this match takes two people. Propose it, and a colleague confirms.")
        )


def another_person(match: Match, actor) -> None:
    """Nobody confirms what they proposed; a CHECK says so of confirmed matches, too."""
    if match.proposed_by_id == actor.id:
        raise RuleViolation(_l("You proposed this. A colleague has to confirm it."))


CLEAR = Transition("clear_match", S.OPEN, S.CLEARED, Matches.DECIDE, one_is_enough)
PROPOSE = Transition("propose_match", S.OPEN, S.PROPOSED, Matches.DECIDE)
CONFIRM_CLEARED = Transition("confirm_match", S.PROPOSED, S.CLEARED, Matches.DECIDE, another_person)
CONFIRM_LISTED = Transition(
    "confirm_match", S.PROPOSED, S.CONFIRMED, Matches.DECIDE, another_person
)
SEND_BACK = Transition("send_back_match", S.PROPOSED, S.OPEN, Matches.DECIDE)
REOPEN = Transition("reopen_match", {S.CLEARED, S.CONFIRMED}, S.OPEN, Matches.DECIDE)

workflow = Workflow(CLEAR, PROPOSE, CONFIRM_CLEARED, CONFIRM_LISTED, SEND_BACK, REOPEN)
