"""A company on each path and one that is accredited, for the pages."""

from sqlalchemy import select

from engagement.accreditation import queries
from engagement.accreditation.models import Application
from engagement.accreditation.models import ApplicationState as State
from engagement.accreditation.tracks import PRIVATE_SECTOR
from engagement.core.db import bookkeeping, db
from engagement.directory import commands as directory
from engagement.organizations.commands import add_member
from engagement.organizations.models import MembershipRole
from tests.factories import make_application, make_company, make_sme

NAME = "Green Youth (Kenya) – Солнечные насосы أمل"


def company_samples(samples) -> None:
    """Fill the addresses of this track; the samples' focal point leads all of them."""
    drafts = [
        make_application(organization=make(name=f"{NAME} {number}", latin_name="Solar Pumps"))
        for number, make in enumerate((make_company, make_sme))
    ]
    holder = make_company(name=f"{NAME} 3", latin_name="Solar Pumps")
    done = make_application(organization=holder, state=State.ACCREDITED)
    directory.refresh([holder.id])
    lead([each.organization for each in (*drafts, done)], samples.people["focal_point"])
    known = _known(samples)
    ids = [{"application_id": each.id} for each in (*drafts, done)]
    samples.given |= {
        "accreditation.edit_section": [
            *(
                {"application_id": each.id, "key": key}
                for each in known
                if each.state in (State.DRAFT, State.RETURNED)
                for key in samples.values["key"]
            ),
            *(
                {"application_id": drafts[0].id, "key": each.key}
                for each in PRIVATE_SECTOR.sections
            ),
            {"application_id": drafts[1].id, "key": "exclusions"},
        ],
        "accreditation.show_application": [{"application_id": each.id} for each in known] + ids,
        "accreditation.add_person": [
            {"application_id": each.id} for each in (*known, drafts[0]) if each.state == State.DRAFT
        ],
        "companies.show_entry": [{"number": queries.accreditation_of(done).number}],
        "standing.show_certificate": [
            {"number": number}
            for number in (*samples.values["number"], queries.accreditation_of(done).number)
        ],
    }


@bookkeeping
def lead(organizations, account) -> None:
    """Let somebody lead these organizations, too."""
    for organization in organizations:
        add_member(organization, account.id, MembershipRole.FOCAL_POINT)


def _known(samples) -> list[Application]:
    ids = samples.values["application_id"]
    found = db.session.scalars(select(Application).where(Application.id.in_(ids)))
    return sorted(found, key=lambda each: ids.index(each.id))
