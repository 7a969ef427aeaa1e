"""The main job as people do it: apply, review, decide, stand in the register, verify."""

from datetime import timedelta

import pytest

from engagement.accreditation.evidence import ALL
from engagement.accreditation.models import Application
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core.permissions import Role
from engagement.organizations.models import IDENTITY
from tests.documents import samples
from tests.factories import PASSWORD, make_account

NAMES = {"en": "Wetland Women of Kisumu", "ar": "جمعية نساء الأراضي الرطبة"}
LATIN = {"en": "", "ar": "Nisa al-aradi al-ratba"}
YEARS = {"last_year": "2025", "year_before": "2024"}


def sign_up(site, person, name, email):
    """Open an account and confirm its address by the mailed link; returns the mail's subject."""
    person.go("sign-up").fill(name=name, email=email, password=PASSWORD).press()
    site.work()
    (mail,) = site.mailbox.to(email)
    text = mail.get_body(("plain",)).get_content()
    link = next(word for word in text.split() if word.startswith(site.base))
    person.go(link).press()
    return mail["Subject"]


def create_organization(person, name, **values):
    """Add an organization and go on although something alike may be offered."""
    person.go("organizations/new").fill(name=name, **values).press()
    while "/organizations/new" in person.page.url:
        assert not person.errors(), person.errors()
        person.press(index=-1)


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_organization_gets_from_the_first_page_to_the_register(site, open_as, language):
    name, email = NAMES[language], f"focal@wetland-{language}.example"
    applicant = open_as(language=language, width=360)
    sign_up(site, applicant, "Amina", email)
    create_organization(applicant, name, country="KE", latin_name=LATIN[language])
    assert applicant.page.evaluate("document.dir") == ("rtl" if language == "ar" else "ltr")

    organization_url = applicant.page.url
    applicant.page.locator("main a.button").first.click()
    applicant.press()
    tasks = applicant.page.url
    person = {"latin_name": "Amina", "nationality": "stateless", "birth_year": "1980"}
    applicant.go(f"{tasks}/people/add").fill(**person).press()
    assert not applicant.errors()
    for section in MAJOR_GROUP.sections:
        if section.key == IDENTITY:
            continue
        applicant.go(f"{tasks}/sections/{section.key}")
        if section.key == "international":
            applicant.page.locator("summary").first.click()
        applicant.fill(**YEARS).press()
        assert not applicant.errors(), (section.key, applicant.errors())
    for paper in (paper.key for paper in MAJOR_GROUP.documents if paper.required_of == ALL):
        applicant.go(f"{tasks}/documents/{paper}").fill(file=samples.picture("JPEG")).press()
        assert not applicant.errors(), (paper, applicant.errors())
    applicant.go(f"{tasks}/check").fill().press()
    assert not applicant.errors()
    assert "ACC-" in applicant.text()

    with site.open_database() as session:
        application = session.get(Application, tasks.rsplit("/", 1)[-1])
        reference, desk = application.reference, f"accreditation/desk/{application.id}"
        reviewer_account = make_account(Role.REVIEWER)
        second_account = make_account(Role.REVIEWER)
        approver_account = make_account(Role.APPROVER)
    reviewer = open_as(reviewer_account)
    reviewer.go("accreditation/desk?lane=new")
    assert reference in reviewer.text()
    reviewer.page.get_by_role("link", name=reference).click()
    reviewer.press()
    for person in (reviewer, open_as(second_account)):
        for criterion in MAJOR_GROUP.criteria:
            person.go(f"{desk}/criteria/{criterion.key}").fill(verdict="met").press()
            assert not person.errors()
        person.go(f"{desk}/recommend-application").fill(accredit="yes").press()
        assert not person.errors()

    approver = open_as(approver_account)
    approver.go("accreditation/decisions")
    assert reference in approver.text()
    approver.go(f"{desk}/decide-application").fill(outcome="accredit").press()
    assert not approver.errors()
    site.work(later=timedelta(minutes=11))

    visitor = open_as(language=language)
    visitor.go(f"register?q={name.split()[1]}")
    visitor.page.get_by_role("link", name=name).click()
    assert "MG-" in visitor.text()
    visitor.page.locator('main a[href^="/verify/"]').click()
    assert name in visitor.text()
    site.work()
    letters = site.mailbox.to(email)
    assert len(letters) == 4, [letter["Subject"] for letter in letters]
    assert "MG-" in letters[-1]["Subject"]
    assert applicant.go(organization_url).text()
