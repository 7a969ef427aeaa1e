"""When an application may move, and where to."""

from flask_babel import lazy_gettext as _l

from engagement.accreditation import queries
from engagement.accreditation.models import ApplicationState as State
from engagement.accreditation.permissions import Accreditations as May
from engagement.core.clock import now
from engagement.core.errors import RuleViolation
from engagement.core.text import day_in_words
from engagement.core.transitions import Transition, Workflow
from engagement.organizations.commands import refuse_merged


def complete(application, actor):
    """Every required section is complete, and something came of every required paper."""
    if queries.missing_sections(application):
        raise RuleViolation(
            _l("Some sections are not complete yet. Open the task list and complete them first.")
        )
    if queries.missing_documents(application):
        raise RuleViolation(
            _l("Some documents are missing. Open the task list and send them first.")
        )


def nothing_to_complete(application, actor):
    """What was found wanting is asked for, or found in order after all."""
    if queries.faults_of(application):
        raise RuleViolation(
            _l(
                "Some parts are noted as to be completed. Return the application, or note that"
                " they are in order."
            )
        )


def nothing_lost_to_harm(application, actor):
    """A paper that nobody can open is asked for again before the review."""
    if queries.lost_documents(application):
        raise RuleViolation(
            _l(
                "Harmful software was found in a file that has to be sent, so nobody can open it."
                " Return the application and ask for it again."
            )
        )


def every_criterion_judged(application, actor):
    """No recommendation with a criterion unjudged (product 3.2)."""
    if queries.unjudged_criteria(application, actor.id):
        raise RuleViolation(_l("Give your finding on every criterion before you recommend."))


def certified_copies_settled(application, actor):
    """No accreditation before each certified copy was seen or waived (product 3.1)."""
    if queries.copies_open(application):
        raise RuleViolation(
            _l(
                "A certified copy has neither been seen nor waived. A reviewer records it on the"
                " page of the case; then it can be accredited. To refuse, none is needed."
            )
        )


def one_of_its_reviewers(application, actor):
    """A case has its reviewers; somebody else takes a place that is free, or is assigned first."""
    if not queries.has_place(application, actor.id) and queries.free_place(application) is None:
        raise RuleViolation(
            _l("This application has its reviewers. Have it assigned to you before you review it.")
        )


def not_recommended_yet(application, actor):
    """Findings and recommendation stand once they were given."""
    if queries.has_recommended(application, actor.id):
        raise RuleViolation(_l("You have recommended on this application, and that stands."))


def round_left(application, actor):
    """Two rounds of questions; one more needs a justification by the head of unit."""
    if queries.needs_justification(application):
        raise RuleViolation(
            _l("The usual rounds are used up. The head of unit has to justify one more first.")
        )


def every_question_answered(application, actor):
    """All answers of a round are sent together, with the papers it asks for."""
    one = queries.open_round(application)
    if one is None or not all(question.answer for question in one.questions):
        raise RuleViolation(_l("Answer every question before you send the answers."))
    if queries.papers_to_send(application, one):
        raise RuleViolation(_l("Send every paper that we ask for before you send the answers."))


def four_eyes(application, actor):
    """Whoever touched a case cannot decide on it (product 1); a trigger says so, too."""
    if actor.id in queries.hands_of(application):
        raise RuleViolation(
            _l("You took part in this application, so another approver has to decide on it.")
        )


def decider_of_the_route(application, actor):
    """Who decides on a company follows from the risk that its screening found (product 3.1)."""
    if queries.roles_deciding(application).isdisjoint(actor.roles):
        raise RuleViolation(
            _l("By the rating of this company, somebody else decides on its application.")
        )


def screening_settled(application, actor):
    """No accreditation while screening is open, or against what it ended with (product 3.1, 4.2).

    Said to staff alone: an applicant learns nothing of it before it is put to them.
    """
    if (why := queries.hindered_by_screening(application)) is not None:
        raise RuleViolation(why)


def nothing_pending(application, actor):
    """Two approvers at once: the first decision counts."""
    if decision := queries.pending_decision(application):
        raise RuleViolation(
            _l("%(name)s has decided on this application meanwhile.", name=decision.decided_by.name)
        )


def within_the_time_to_ask(application, actor):
    """Reconsideration can be asked for until the day that the letter named has ended everywhere."""
    if not queries.may_still_ask(application):
        raise RuleViolation(
            _l(
                "The time to ask for reconsideration, which the letter named, is over."
                " You can apply again; your answers are kept."
            )
        )


def no_newer_application(application, actor):
    """One open application of a track at a time."""
    if queries.open_application(application.organization, application.track):
        raise RuleViolation(
            _l(
                "Your organization has begun a new application meanwhile. Delete its draft, or"
                " withdraw it, before you ask for reconsideration of this one."
            )
        )


def holds_no_accreditation(application, actor):
    """An organization holds one accreditation of a track: a second could never take effect.

    One that goes on as another holds none of its own any more.
    """
    refuse_merged(application.organization)
    refuse_second_accreditation(application.organization_id, application.track)


def refuse_second_accreditation(organization_id, track):
    """RuleViolation when the organization holds an accreditation of the track already."""
    if held := queries.accreditation_held(organization_id, track):
        raise RuleViolation(
            _l(
                "The organization holds the accreditation %(number)s already, and it can hold"
                " only one of this kind.",
                number=held.number,
            )
        )


def day_to_apply_again_has_come(application, actor):
    """After a refusal one applies again from the day that its letter gave (product 3.2)."""
    if day := queries.may_apply_from(application.organization_id, application.track):
        raise RuleViolation(
            _l(
                "Your last application was refused, and you can apply again from %(date)s on."
                " The draft is kept; submit it on that day or later.",
                date=day_in_words(day),
            )
        )


def deadline_passed(application, actor):
    """Nothing is closed before the applicant's last day has ended everywhere on earth."""
    if application.due_on is None or now() < queries.end_of_day_everywhere(application.due_on):
        raise RuleViolation(_l("The applicant can still answer."))


SUBMIT = Transition(
    "submit_application",
    State.DRAFT,
    State.SUBMITTED,
    May.SUBMIT,
    holds_no_accreditation,
    day_to_apply_again_has_come,
    complete,
)
ACCEPT = Transition(
    "accept_application",
    State.SUBMITTED,
    State.IN_REVIEW,
    May.ACCEPT,
    nothing_to_complete,
    nothing_lost_to_harm,
)
RETURN = Transition("return_application", State.SUBMITTED, State.RETURNED, May.RETURN)
RESUBMIT = Transition("resubmit_application", State.RETURNED, State.SUBMITTED, May.SUBMIT, complete)
ASK = Transition(
    "ask_clarification",
    State.IN_REVIEW,
    State.CLARIFICATION,
    May.ASK,
    one_of_its_reviewers,
    not_recommended_yet,
    round_left,
)
ANSWER = Transition(
    "answer_clarification",
    State.CLARIFICATION,
    State.IN_REVIEW,
    May.ANSWER,
    every_question_answered,
)
RECOMMENDS = (May.RECOMMEND, one_of_its_reviewers, not_recommended_yet, every_criterion_judged)
RECOMMEND_FIRST = Transition("recommend_application", State.IN_REVIEW, State.IN_REVIEW, *RECOMMENDS)
"""A recommendation that another one has to follow."""
RECOMMEND = Transition("recommend_application", State.IN_REVIEW, State.RECOMMENDED, *RECOMMENDS)
DECIDE = Transition(
    "decide_application",
    State.RECOMMENDED,
    State.RECOMMENDED,
    May.DECIDE,
    decider_of_the_route,
    four_eyes,
    nothing_pending,
)
ACCREDIT = Transition("effect_decision", State.RECOMMENDED, State.ACCREDITED, May.EFFECT)
REFUSE = Transition("effect_decision", State.RECOMMENDED, State.REFUSED, May.EFFECT)
BEFORE_DECISION = {
    State.SUBMITTED,
    State.RETURNED,
    State.IN_REVIEW,
    State.CLARIFICATION,
    State.RECOMMENDED,
}
WITHDRAW = Transition("withdraw_application", BEFORE_DECISION, State.WITHDRAWN, May.WITHDRAW)
SEND_BACK = Transition(
    "send_back_application",
    State.RECOMMENDED,
    State.IN_REVIEW,
    May.SEND_BACK,
    decider_of_the_route,
    nothing_pending,
)
RELEASE = Transition("release_cases", State.RECOMMENDED, State.IN_REVIEW, May.RELEASE)
"""A reviewer whose recommendation stood may not review it any more."""
RECONSIDER = Transition(
    "ask_reconsideration",
    State.REFUSED,
    State.RECONSIDERATION,
    May.ASK_RECONSIDERATION,
    holds_no_accreditation,
    within_the_time_to_ask,
    no_newer_application,
)
DECIDE_AGAIN = Transition(
    "decide_reconsideration",
    State.RECONSIDERATION,
    State.RECONSIDERATION,
    May.RECONSIDER,
    four_eyes,
    nothing_pending,
)
UPHOLD = Transition("effect_decision", State.RECONSIDERATION, State.UPHELD, May.EFFECT)
OVERTURN = Transition("effect_decision", State.RECONSIDERATION, State.ACCREDITED, May.EFFECT)
REOPEN = Transition("effect_decision", State.RECONSIDERATION, State.IN_REVIEW, May.EFFECT)
CLOSE = Transition(
    "close_application",
    {State.RETURNED, State.CLARIFICATION},
    State.CLOSED,
    May.CLOSE,
    deadline_passed,
)

workflow = Workflow(
    SUBMIT,
    WITHDRAW,
    ACCEPT,
    RETURN,
    RESUBMIT,
    ASK,
    ANSWER,
    RECOMMEND_FIRST,
    RECOMMEND,
    DECIDE,
    ACCREDIT,
    REFUSE,
    SEND_BACK,
    RELEASE,
    RECONSIDER,
    DECIDE_AGAIN,
    UPHOLD,
    OVERTURN,
    REOPEN,
    CLOSE,
)
