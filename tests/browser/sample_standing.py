"""Accreditations in every state of their lives: each of their pages has something to draw."""

from datetime import timedelta

from sqlalchemy import select

from engagement.core.clock import today
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Role
from engagement.organizations.commands.members import add_member
from engagement.organizations.models import MembershipRole
from engagement.organizations.queries import actor_for
from engagement.standing.commands import (
    changes,
    corrections,
    mergers,
    night,
    papers,
    proceedings,
    reports,
)
from engagement.standing.commands.changes import Wanted
from engagement.standing.models import Act, Batch, ChangeKind, Paper
from tests.factories import make_account
from tests.standing.lives import accredited, decided, in_effect, noticed, taken, whole_report

NAME = "Green Youth (Kenya) – أمل {}"


def standings(people) -> dict:
    """What the pages of `standing` are opened with, by endpoint."""
    leader = people["focal_point"]
    held = {
        name: accredited(name=NAME.format(name), due_in=due_in, recorded=name == "overdue")
        for name, due_in in {
            "writing": 30,
            "checking": 20,
            "noticed": 400,
            "answered": 400,
            "suspended": 400,
            "asked": 400,
            "changing": 400,
            "merging": 400,
            "goes on": 400,
            "ended": 400,
            "overdue": -5,
        }.items()
    }
    lead(leader, held.values())
    me = actor_for(leader)
    writing = whole_report(held["writing"], me)
    checking = whole_report(held["checking"], me)
    reports.send_report(checking, actor=me, declared_name="Amina – أمل")
    told = noticed(held["noticed"])
    papers.add_paper(told, actor=me, taken=taken("Answer"))
    answered = noticed(held["answered"])
    proceedings.answer_notice(answered, actor=me, answer="لم نفعل ذلك.")
    suspended, asked = in_effect(held["suspended"]), decided(held["asked"])
    proceedings.ask_reconsideration(asked, actor=me, reasons="انظروا مرة أخرى.")
    prepared, sent = prepare(held["changing"], me)
    ended = end(held["ended"], me)
    other = actor_for(make_account(Role.HEAD_OF_UNIT))
    merger = mergers.propose_merger(
        held["merging"].organization,
        held["goes on"].organization,
        actor=other,
        reason="Same statutes – أمل",
    )
    correction = corrections.propose_correction(
        held["overdue"],
        actor=other,
        facts={"number": "OLD-17", "since": "2011", "country": "TZ"},
        reason="A slip of the pen – أمل",
        evidence="Folder 12 – أمل",
    )
    night.run_night()
    night.pull_brake(Act.REMIND, actor=other, reason="Look first – أمل")
    everyone = [each.id for each in held.values()]
    cases = [each.id for each in (told, answered, suspended, asked)]
    return {
        "standing.show_accreditation": _each("accreditation_id", everyone),
        "standing.give_notice": _each("accreditation_id", everyone[:1]),
        "standing.propose_merger": _each("accreditation_id", everyone[:1]),
        "standing.prepare_change": [
            {"accreditation_id": held["writing"].id, "kind": kind.value} for kind in ChangeKind
        ],
        "standing.show_report": _each("report_id", [writing.id, checking.id]),
        "standing.send_report": _each("report_id", [writing.id]),
        "standing.add_report_paper": _each("report_id", [writing.id]),
        "standing.show_proceeding": _each("proceeding_id", cases),
        "standing.add_proceeding_paper": _each("proceeding_id", [told.id]),
        "standing.answer_notice": _each("proceeding_id", [told.id]),
        "standing.decide_proceeding": _each("proceeding_id", [answered.id]),
        "standing.drop_proceeding": _each("proceeding_id", [answered.id]),
        "standing.ask_reconsideration": _each("proceeding_id", [suspended.id]),
        "standing.decide_reconsideration": _each("proceeding_id", [asked.id]),
        "standing.lift_suspension": _each("proceeding_id", [suspended.id]),
        "standing.show_change": _each("change_id", [prepared.id, sent.id, ended.id]),
        "standing.add_change_paper": _each("change_id", [prepared.id]),
        "standing.propose_correction": _each("accreditation_id", everyone[-1:]),
        "standing.show_correction": _each("correction_id", [correction.id]),
        "standing.show_merger": _each("merger_id", [merger.id]),
        "standing.show_batch": _each("batch_id", db.session.scalars(select(Batch.id)).all()),
        "standing.allow_tonight": _each("act", [Act.EFFECT.value]),
        **{
            f"standing.{page}": _each("paper_id", db.session.scalars(select(Paper.id)).all()[:2])
            for page in ("show_paper", "show_paper_picture", "download_paper", "remove_paper")
        },
    }


def _each(name: str, values) -> list[dict]:
    return [{name: value} for value in values]


def prepare(accreditation, actor):
    """A change that is prepared, and one that was sent."""
    prepared = changes.prepare_change(
        accreditation,
        actor=actor,
        wanted=Wanted(ChangeKind.NAME, name="شباب كينيا الأخضر", latin_name="Kenya Green"),
        explanation="By decree – أمل",
    )
    papers.add_paper(prepared, actor=actor, taken=taken("Decree"))
    sent = changes.prepare_change(
        accreditation,
        actor=actor,
        wanted=Wanted(ChangeKind.COUNTRY, country="TZ"),
        explanation=f"We moved on {today() - timedelta(days=9)}.",
    )
    papers.add_paper(sent, actor=actor, taken=taken("Lease"))
    changes.send_change(sent, actor=actor)
    return prepared, sent


def end(accreditation, actor):
    """A request by which an accreditation has ended."""
    ended = changes.prepare_change(
        accreditation,
        actor=actor,
        wanted=Wanted(ChangeKind.RENUNCIATION),
        explanation="We stop – أمل",
    )
    changes.send_change(ended, actor=actor)
    changes.accept_change(ended, actor=actor_for(make_account(Role.REVIEWER)))
    return ended


@bookkeeping
def lead(account, accreditations) -> None:
    """Let somebody lead the holders of accreditations."""
    for accreditation in accreditations:
        add_member(accreditation.organization, account.id, MembershipRole.FOCAL_POINT)
