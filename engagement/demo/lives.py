"""What happened to made-up organizations: each a path of steps to a final state.

A step is carried out by the commands people use, at its own moment; all steps of all
organizations run in the order of time, so that numbers and the trail come as in life.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from random import Random

from engagement.accreditation.models import Application, ApplicationState
from engagement.core.permissions import Actor
from engagement.demo import names
from engagement.organizations.models import Organization

YEARS = 6

State = ApplicationState
APPLY = ("join", "found", "start", "fill", "submit")
ADVICE = ("judge", "recommend", "judge_again", "recommend_again")
REVIEW = (*APPLY, "accept", *ADVICE)
ASKED = (*APPLY, "accept", "ask", "answer")
RETURNED = (*APPLY, "send_back")
COMPLETED = (*RETURNED, "complete")
BY_POST = ("enter", "start", "fill", "submit")
IN_FAVOUR = ("accredit", "effect")
AGAIN = (*REVIEW, "refuse", "effect", "ask_again")

PATHS: dict[State, tuple[tuple[str, ...], ...]] = {
    State.DRAFT: (
        ("join", "found", "start"),
        ("join", "found", "invite", "start"),
        ("join", "found", "start", "fill_half"),
    ),
    State.SUBMITTED: (APPLY, (*APPLY, "write"), COMPLETED, BY_POST),
    State.RETURNED: (RETURNED,),
    State.IN_REVIEW: (
        (*APPLY, "accept"),
        (*APPLY, "accept", "judge_some", "write"),
        (*APPLY, "accept", "write", "reply"),
        (*BY_POST, "accept"),
        REVIEW[:-2],
        ASKED,
    ),
    State.CLARIFICATION: ((*APPLY, "accept", "ask"), (*APPLY, "accept", "judge_some", "ask")),
    State.RECOMMENDED: (REVIEW, (*ASKED, *ADVICE)),
    State.ACCREDITED: (
        (*REVIEW, *IN_FAVOUR),
        (*REVIEW, *IN_FAVOUR),
        (*REVIEW, *IN_FAVOUR, "invite"),
        (*ASKED, *ADVICE, *IN_FAVOUR),
        (*ASKED, *ADVICE, *IN_FAVOUR),
        (*COMPLETED, "accept", *ADVICE, *IN_FAVOUR),
        (*COMPLETED, "accept", *ADVICE, *IN_FAVOUR),
        (*BY_POST, "accept", *ADVICE, *IN_FAVOUR),
        (*REVIEW, *IN_FAVOUR, "protect"),
        (*REVIEW, *IN_FAVOUR, "protect", "confirm"),
        (*REVIEW, *IN_FAVOUR, "withhold", "confirm"),
        (*AGAIN, "overturn", "effect"),
    ),
    State.REFUSED: ((*REVIEW, "refuse", "effect"), (*ASKED, *ADVICE, "refuse", "effect")),
    State.RECONSIDERATION: (AGAIN,),
    State.UPHELD: ((*AGAIN, "uphold", "effect"),),
    State.WITHDRAWN: ((*APPLY, "withdraw"), (*ASKED, "withdraw"), (*REVIEW, "withdraw")),
    State.CLOSED: ((*RETURNED, "close"), (*APPLY, "accept", "ask", "close")),
}
"""The ways to each state; chance takes one."""

SHARES = {
    State.DRAFT: 20,
    State.SUBMITTED: 20,
    State.RETURNED: 12,
    State.IN_REVIEW: 26,
    State.CLARIFICATION: 14,
    State.RECOMMENDED: 14,
    State.ACCREDITED: 148,
    State.REFUSED: 18,
    State.RECONSIDERATION: 4,
    State.UPHELD: 4,
    State.WITHDRAWN: 12,
    State.CLOSED: 8,
}
"""How many of 300 organizations end in each state."""

ENDED = {State.ACCREDITED, State.REFUSED, State.UPHELD, State.WITHDRAWN, State.CLOSED}
"""Cases that may be years old; the others are under way."""

OFFICE = {
    "accept",
    "send_back",
    "ask",
    "judge",
    "judge_some",
    "recommend",
    "judge_again",
    "recommend_again",
    "accredit",
    "refuse",
    "uphold",
    "overturn",
    "enter",
    "reply",
    "confirm",
}
"""Steps of staff: on working days, in office hours of Nairobi."""

GAPS = {
    "join": (0, 0),
    "found": (0.05, 0.5),
    "start": (0.01, 3),
    "fill": (1, 20),
    "fill_half": (1, 10),
    "submit": (0.1, 5),
    "accept": (1, 12),
    "judge": (4, 25),
    "judge_some": (2, 10),
    "recommend": (0.1, 4),
    "send_back": (1, 8),
    "complete": (1, 20),
    "ask": (2, 12),
    "answer": (2, 24),
    "withdraw": (1, 20),
    "judge_again": (1, 12),
    "recommend_again": (0.1, 3),
    "accredit": (1, 7),
    "refuse": (1, 9),
    "ask_again": (2, 40),
    "uphold": (3, 20),
    "overturn": (3, 20),
    "close": (33, 40),
    "enter": (0, 0),
    "invite": (0.05, 2),
    "write": (0.5, 6),
    "reply": (0.2, 4),
    "protect": (2, 20),
    "withhold": (2, 20),
    "confirm": (0.2, 2),
}
"""Days from the step before, least and most; `effect` follows its decision by the minute."""

LONGEST_STORY = 180
"""Days; no story takes longer."""

EFFECT_AFTER = timedelta(minutes=11)
FRIDAY = 4


@dataclass
class Staff:
    """Who works at the office of the demo, by what they do."""

    reviewers: list[Actor]
    approvers: list[Actor]
    safeguarding: Actor | None = None


@dataclass
class Life:
    """One organization's story: where it is to end, who takes part, and the rows so far."""

    number: int
    target: State
    random: Random
    tongue: names.Tongue
    named: names.Named
    staff: Staff
    applicant: Actor | None = None
    signer: str = ""
    organization: Organization | None = None
    application: Application | None = None
    decision: object = None
    protection: object = None
    moments: list[tuple[datetime, str]] = field(default_factory=list)

    @property
    def path(self) -> list[str]:
        """The names of its steps, in order."""
        return [step for _, step in self.moments]

    @property
    def reviewer(self) -> Actor:
        """Whose case it is."""
        return self.staff.reviewers[self.number % len(self.staff.reviewers)]

    @property
    def second_reviewer(self) -> Actor:
        """Who judges it after the first, without seeing what the first found."""
        return self.staff.reviewers[(self.number + 1) % len(self.staff.reviewers)]

    @property
    def approver(self) -> Actor:
        """Who decides."""
        return self.staff.approvers[self.number // 3 % len(self.staff.approvers)]

    @property
    def other_approver(self) -> Actor:
        """Who looks again at a refusal."""
        return self.staff.approvers[(self.number // 3 + 1) % len(self.staff.approvers)]

    @property
    def clerk(self) -> Actor:
        """Who enters it when it comes by post: neither of its reviewers."""
        return self.staff.reviewers[(self.number + 2) % len(self.staff.reviewers)]

    @property
    def by_post(self) -> bool:
        """Whether they wrote on paper."""
        return "enter" in self.path

    @property
    def domain(self) -> str:
        """A domain that cannot exist."""
        return f"org{self.number + 1:03}.example"


def make_life(
    number: int, *, seed: int, present: datetime, staff: Staff, target: State | None = None
) -> Life:
    """The story of the organization `number` (from 0), the same for the same seed and present.

    It ends in `target`, by default in the state whose turn it is.
    """
    random = Random(f"{seed}-{number}")
    tongue, named = names.organization(number, random)
    target = target or targets(seed)[number % sum(SHARES.values())]
    life = Life(number, target, random, tongue, named, staff)
    ways = PATHS[target]
    life.moments = moments(random.choice(ways), random, present=present, ended=target in ENDED)
    return life


def targets(seed: int) -> list[State]:
    """The final states of as many organizations as `SHARES` counts, mixed."""
    states = [state for state, count in SHARES.items() for _ in range(count)]
    return Random(seed).sample(states, len(states))


def moments(
    path: tuple[str, ...], random: Random, *, present: datetime, ended: bool
) -> list[tuple[datetime, str]]:
    """When each step of `path` happens: within six years, the last one some days ago at least."""
    gaps = [
        EFFECT_AFTER if step == "effect" else timedelta(days=random.uniform(*GAPS[step]))
        for step in path
    ]
    longest_ago = YEARS * 365 - LONGEST_STORY if ended else 9
    last = present - timedelta(days=random.uniform(3.5, longest_ago))
    raw = [last - sum(gaps[i + 1 :], timedelta()) for i in range(len(path))]
    result: list[tuple[datetime, str]] = []
    for moment, step in zip(raw, path, strict=True):
        earliest = result[-1][0] + timedelta(minutes=1) if result else moment
        if step == "effect":
            moment = result[-1][0] + EFFECT_AFTER
        elif step in OFFICE:
            moment = office_hours(moment)
            if moment < earliest and earliest.weekday() > FRIDAY:
                moment = office_hours(earliest) + timedelta(days=3)
        result.append((max(moment, earliest), step))
    return result


def office_hours(moment: datetime) -> datetime:
    """The same or the last working day, between 6 and 15 UTC."""
    day = moment.date() - timedelta(days=max(0, moment.weekday() - 4))
    return datetime.combine(
        day, time(6 + moment.hour % 9, moment.minute, moment.second, moment.microsecond), UTC
    )
