"""The main job as people do it: apply, be reviewed, be decided on, stand in the register."""

from functools import partial

import pytest

from engagement.accounts import passwords
from engagement.core.permissions import Role
from engagement.demo.screening_builders import make_needed_lists
from engagement.screening.sources import Track
from tests.browser import desk, journey, staff
from tests.browser.applicants import APPLICANTS, KENYA, TUNISIA
from tests.browser.language_share import Language, texts_of_mail, texts_of_page, translated
from tests.browser.staff import CodeApp
from tests.factories import PASSWORD, make_account
from tests.thorough import THOROUGH

SUBJECTS = (
    "Confirm your e-mail address",
    "A colleague has joined your organization",
    "We have received your application %(reference)s",
    "Please complete your application %(reference)s",
    "We have received your completed application %(reference)s",
    "Your application %(reference)s is complete",
    "Questions on your application %(reference)s",
    "We have received your answers on %(reference)s",
)
REFUSED = (
    "Decision on your application %(reference)s",
    "We look again at your application %(reference)s",
)
EVERYBODY = {each.organization["name"] for each in APPLICANTS}
ACCREDITED = "Your organization is accredited: %(number)s"


@pytest.fixture(scope="module")
def office(site):
    """Two reviewers and two approvers, who see every case of this file, and their apps.

    The list with which applicants are compared is in force.
    """
    roles = {"first": Role.REVIEWER, "second": Role.REVIEWER}
    roles |= {"approver": Role.APPROVER, "uninvolved": Role.APPROVER}
    with site.open_database():
        make_needed_lists(Track.MAJOR_GROUP)
        for name, role in roles.items():
            make_account(
                role,
                name=f"Staff {name}",
                email=office_address(name),
                password_hash=passwords.hash_password(PASSWORD),
            )
    return {name: CodeApp() for name in roles}


def office_address(name):
    """Where a member of staff gets mail and signs in."""
    return f"{name}@office.example"


@pytest.mark.browser
@pytest.mark.xdist_group("words")
@pytest.mark.parametrize(
    "applicant", APPLICANTS if THOROUGH else (KENYA, TUNISIA), ids=lambda each: each.key
)
def test_an_organization_gets_from_the_first_page_to_the_register(site, open_as, office, applicant):
    focal, colleague = (
        open_as(language=applicant.language, name=f"{applicant.key}-{who}", **applicant.browser)
        for who in ("focal", "colleague")
    )
    come = partial(sign_in, open_as, applicant, office)
    application, reference = apply(site, applicant, focal, colleague)
    reviewers = (come("first"), come("second"))
    review(site, applicant, focal, reviewers, application)
    number = decide(site, applicant, focal, come, reviewers[0], application)
    find_in_register(open_as, applicant, focal, number)

    check_subjects(site, applicant, reference, number)
    unsaid = unsaid_in_mails(site, applicant, focal) + unsaid_on_pages(applicant, focal, colleague)
    assert not unsaid, "\n".join(sorted(set(unsaid)))
    if applicant.browser.get("keyboard"):
        print(f"{applicant.key}: {focal.tabs + colleague.tabs} times the Tab key, no mouse")


def sign_in(open_as, applicant, office, name):
    """One of the office at a browser, come in by password and code."""
    person = open_as(name=f"{applicant.key}-{name}")
    staff.sign_in(person, office_address(name), office[name])
    return person


def apply(site, applicant, focal, colleague):
    """To the number of the application."""
    journey.sign_up(site, focal, applicant.name, applicant.email)
    journey.create_organization(focal, applicant.organization)
    organization = focal.url
    focal.follow("/accreditation/start/").press()
    application = focal.url.rsplit("/", 1)[-1]
    focal.go(organization)
    journey.invite(site, applicant, focal, colleague)
    journey.edit_as_colleague(applicant, colleague)
    focal.go(f"accreditation/applications/{application}")
    journey.complete_tasks(applicant, focal)
    return application, journey.submit(site, applicant, focal)


def review(site, applicant, focal, reviewers, application):
    """Returned, completed, questioned, judged by two, recommended."""
    first, _ = reviewers
    certificate = applicant.papers["registration"][0][0]
    desk.return_one_document(first, application, certificate)
    journey.complete_returned(site, applicant, focal)
    desk.accept(first, application, certificate)
    site.work()
    desk.ask_one_round(first, application)
    journey.answer_questions(site, applicant, focal)
    pages = desk.read_documents(first, application)
    assert pages >= len(applicant.papers)
    unmet = ("international",) if applicant.refused else ()
    for reviewer in reviewers:
        desk.judge(reviewer, application, unmet=unmet)
        if reviewer is first and not applicant.refused:
            desk.record_copies(first, application)
        desk.recommend(reviewer, application, accredit=not applicant.refused)
    print(f"{applicant.key}: {len(applicant.papers)} papers sent, {pages} pages of them looked at")


def decide(site, applicant, focal, come, first, application):
    """Decided by another person, and again by one who took no part; the number in the register.

    Both are asked for a code once more, as they came in long before.
    """
    approver = come("approver")
    site.let_confirmation_lapse(office_address("approver"))
    desk.decide(approver, application, accredit=not applicant.refused)
    site.end_undo(application)
    if applicant.refused:
        journey.ask_reconsideration(site, applicant, focal)
        desk.cannot_reconsider(approver, application)
        desk.record_copies(first, application)
        uninvolved = come("uninvolved")
        site.let_confirmation_lapse(office_address("uninvolved"))
        desk.overturn(uninvolved, application)
        site.end_undo(application)
    assert journey.read_letters(focal, application) >= 1
    link = focal.link("/register/")
    return link.get_attribute("href").rsplit("/", 1)[-1]


def find_in_register(open_as, applicant, focal, number):
    """Anybody finds the entry by its name and verifies its number."""
    name = applicant.organization["name"]
    visitor = open_as(language=applicant.language, name=f"{applicant.key}-visitor")
    visitor.go(f"register?q={name}").follow(f"/register/{number}")
    assert name in visitor.text()
    visitor.follow("/verify/")
    assert name in visitor.text()
    assert number in visitor.text()
    focal.pages += visitor.pages


def check_subjects(site, applicant, reference, number):
    """Each mail that arrived is called as the reader's catalogue says, each once.

    Mails of one moment are sent side by side, so that they may arrive in another order.
    """
    expected = [*SUBJECTS, *(REFUSED if applicant.refused else ()), ACCREDITED]
    values = {"reference": reference, "number": number}
    assert sorted(mail["Subject"] for mail in site.mailbox.to(applicant.email)) == sorted(
        translated(applicant.language, subject, **values) for subject in expected
    )
    notices = [mail["Subject"] for mail in site.mailbox.to("first@office.example")]
    assert any(reference in subject for subject in notices), "the reviewer is told"


def unsaid_in_mails(site, applicant, focal):
    """What mails say that is not in their reader's language: of the applicants, of the office."""
    mails = site.mailbox.to(applicant.email) + site.mailbox.to(applicant.colleague_email)
    speech = Language(applicant.language, focal.typed | {applicant.colleague})
    texts = [text for mail in mails for text in texts_of_mail(mail, applicant.language)]
    notices = site.mailbox.to("first@office.example")
    to_office = [text for mail in notices for text in texts_of_mail(mail, "en")]
    return share(f"{applicant.key}: {len(mails)} mails", speech, texts) + share(
        f"office: {len(notices)} mails", Language("en", EVERYBODY), to_office
    )


def unsaid_on_pages(applicant, focal, colleague):
    """What pages that the applicant saw say that is not in their language."""
    speech = Language(applicant.language, focal.typed | colleague.typed)
    pages = [*focal.pages, *colleague.pages]
    texts = [text for _, html in pages for text in texts_of_page(html, applicant.language)]
    return share(f"{applicant.key}: {len(pages)} pages", speech, texts)


def share(what, speech, texts):
    """Print how much of the texts is said by the catalogue; answer what is not."""
    unsaid = speech.unsaid(texts)
    part = 100 * (1 - len(unsaid) / len(texts))
    print(f"{what}, {len(texts)} texts, {part:.2f} % in {speech.language}")
    return unsaid
