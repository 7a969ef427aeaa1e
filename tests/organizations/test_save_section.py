from engagement.core.db import lock
from engagement.organizations import commands
from engagement.organizations.permissions import member
from tests.factories import make_actor, make_organization


def test_save_section_by_a_person_whose_account_is_not_loaded_keeps_who_saved_it(db):
    organization = make_organization()
    actor = make_actor(leads=[organization])
    db.expunge_all()
    organization = lock(db.merge(organization))

    section = commands.save_section(
        organization,
        "environment",
        actor=actor,
        answers={"focus": "Wetlands"},
        complete=False,
        version=0,
    )

    assert member(actor, section)
    assert (section.saved_by_id, section.version, section.complete) == (actor.id, 1, False)
