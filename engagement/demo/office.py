"""What the office does in a made-up life, by the commands that people's clicks run."""

import uuid
from datetime import timedelta

from engagement.accreditation import commands as accreditation
from engagement.accreditation import queries
from engagement.accreditation.models import CopySeen, Outcome, Verdict
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core.clock import moved_to, now
from engagement.core.permissions import Actor
from engagement.demo import names, texts
from engagement.demo.applicants import create
from engagement.demo.lives import Life
from engagement.organizations.commands.protection import confirm_protection

COPY_WAIVED = "The public register shows the same."


def enter(life: Life) -> None:
    """The office enters what came by post, for an organization that has no account."""
    life.applicant = life.clerk
    life.signer, _ = names.person(life.tongue, life.random)
    life.organization = create(life, on_paper=True)


def accept(life: Life) -> None:
    """The office takes it into review."""
    accreditation.accept_application(life.application, actor=life.reviewer)


def send_back(life: Life) -> None:
    """The office returns it: one section has to be completed."""
    accreditation.return_application(
        life.application,
        actor=life.reviewer,
        parts=[
            accreditation.MissingPart(
                section="environment", note=texts.WRITTEN[life.named.language]["doubt"]
            )
        ],
    )


def reply(life: Life) -> None:
    """The office answers."""
    text = texts.WRITTEN[life.named.language]["reply"]
    accreditation.write_to_applicant(life.application, actor=life.reviewer, text=text)


def ask(life: Life) -> None:
    """The reviewer asks, in the applicant's language."""
    question = texts.WRITTEN[life.named.language]["question"]
    accreditation.ask_clarification(
        life.application, actor=life.reviewer, questions=[accreditation.Asked(text=question)]
    )


def judge(life: Life) -> None:
    """The reviewer gives a finding on every criterion."""
    judge_criteria(life, life.reviewer, [criterion.key for criterion in MAJOR_GROUP.criteria])


def judge_some(life: Life) -> None:
    """The reviewer is half through."""
    keys = [criterion.key for criterion in MAJOR_GROUP.criteria]
    judge_criteria(life, life.reviewer, keys[:2])


def judge_again(life: Life) -> None:
    """The second reviewer gives a finding on every criterion."""
    keys = [criterion.key for criterion in MAJOR_GROUP.criteria]
    judge_criteria(life, life.second_reviewer, keys)


def judge_criteria(life: Life, reviewer: Actor, keys: list[str]) -> None:
    """Findings in the applicant's language; what will be refused has one that is not met."""
    written = texts.WRITTEN[life.named.language]
    failing = life.random.choice(keys) if "refuse" in life.path else None
    begun = now()
    for number, key in enumerate(keys):
        met = key != failing
        with moved_to(begun + timedelta(seconds=number * 9)):
            accreditation.judge_criterion(
                life.application,
                actor=reviewer,
                criterion=key,
                verdict=Verdict.MET if met else Verdict.NOT_MET,
                reason=written["because" if met else "doubt"],
                evidence=[{"section": MAJOR_GROUP.criterion(key).sections[0]}],
            )


def recommend(life: Life) -> None:
    """The reviewer advises, and before that sees to the certified copies."""
    if "refuse" not in life.path or "overturn" in life.path:
        see_copies(life)
    advise(life, life.reviewer)


def see_copies(life: Life) -> None:
    """The certified copies came by post, or the files are such copies; some are waived."""
    sent = life.application.snapshot.content["documents"]
    files = {each["requirement"]: uuid.UUID(each["id"]) for each in sent}
    notes = []
    for place, paper in enumerate(queries.copies_open(life.application)):
        way = (life.number + place) % 5
        if way == 0:
            note = accreditation.CopyNote(paper, CopySeen.WAIVED, note=COPY_WAIVED)
        elif way < 3:
            note = accreditation.CopyNote(paper, CopySeen.ON_PAPER, seen_on=now().date())
        else:
            note = accreditation.CopyNote(paper, CopySeen.FILE, file=files[paper])
        notes.append(note)
    accreditation.record_certified_copies(life.application, actor=life.reviewer, copies=notes)


def recommend_again(life: Life) -> None:
    """So does the second reviewer."""
    advise(life, life.second_reviewer)


def advise(life: Life, reviewer: Actor) -> None:
    """A recommendation in the direction in which the case will go."""
    accreditation.recommend_application(
        life.application,
        actor=reviewer,
        accredit="refuse" not in life.path,
        reason=texts.WRITTEN[life.named.language]["advice"],
    )


def accredit(life: Life) -> None:
    """Another person decides in favour."""
    decide(life, Outcome.ACCREDIT, "because")


def refuse(life: Life) -> None:
    """Another person refuses."""
    decide(life, Outcome.REFUSE, "doubt")


def decide(life: Life, outcome: Outcome, reason: str) -> None:
    """A decision that is pending for some minutes."""
    life.decision = accreditation.decide_application(
        life.application,
        actor=life.approver,
        outcome=outcome,
        reason=texts.WRITTEN[life.named.language][reason],
    )


def uphold(life: Life) -> None:
    """An approver who took no part keeps the refusal."""
    look_again(life, Outcome.UPHOLD, "doubt")


def overturn(life: Life) -> None:
    """An approver who took no part accredits."""
    look_again(life, Outcome.OVERTURN, "because")


def look_again(life: Life, outcome: Outcome, reason: str) -> None:
    """A decision on the refusal, pending like the first one."""
    life.decision = accreditation.decide_reconsideration(
        life.application,
        actor=life.other_approver,
        outcome=outcome,
        reason=texts.WRITTEN[life.named.language][reason],
    )


def effect(life: Life) -> None:
    """The decision takes effect, as by the job."""
    accreditation.effect_decision(life.decision)


def close(life: Life) -> None:
    """Nobody answered in time, as by the job."""
    accreditation.close_application(life.application)


def confirm(life: Life) -> None:
    """The safeguarding officer grants what was asked for."""
    confirm_protection(
        life.protection,
        actor=life.staff.safeguarding,
        protection=life.protection.wanted,
        note="Spoke with the focal point.",
    )
