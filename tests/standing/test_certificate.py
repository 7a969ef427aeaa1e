"""The certificate: what it says, to whom, and the same as a PDF in three scripts."""

from datetime import timedelta

import html5lib
import pytest
from sqlalchemy import select

from engagement.accreditation.models import AccreditationStatus as Status
from engagement.audit.models import ReadEvent
from engagement.core.clock import moved_to, now
from engagement.core.permissions import Role
from engagement.organizations.models import Protection
from engagement.printing import pdf
from tests.factories import make_account, make_organization
from tests.papers import Paper, need_pdf, words
from tests.standing.cases import change_status, held, protect

pytestmark = pytest.mark.usefixtures("db")

NAMES = {
    "en": {"name": "Green Youth & Friends (Kenya)", "name_language": "en", "country": "KE"},
    "ar": {
        "name": "جمعية الإسلام لحماية الأرض والبيئة في الأردن لأجل المياه، مؤسسة شؤون الآبار",
        "latin_name": "Society for Earth and Environment in Jordan",
        "name_language": "ar",
        "country": "JO",
    },
    "zh": {
        "name": "绿色青年环境与发展促进会（骨干直属）",
        "latin_name": "Green Youth Association",
        "name_language": "zh",
        "country": "CN",
    },
}


def address(accreditation, language="en", ending=""):
    return f"/{language}/standing/{accreditation.number}/certificate{ending}"


def said(page: str) -> str:
    """The words of the certificate on a page, parsed as browsers do."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    article = next(each for each in tree.iter("article") if each.get("class") == "certificate")
    return " ".join(article.itertext())


def bag(text: str) -> list[str]:
    """The words without the signs that stand before or after them, in the order of letters."""
    return sorted(filter(None, (word.strip(".,:؛،。，：()（）“”–") for word in words(text))))


@pytest.mark.parametrize("language", NAMES)
def test_the_pdf_says_what_the_page_says_without_a_box_and_its_code_leads_to_the_status(
    sign_in, client, language
):
    """Compared are the words of the page and those PDFium reads, NFC, marks of direction left out.

    Without their order: where a line has both directions, each reader of PDF guesses its own. The
    name, a line of one direction, must stand there as it is. Chinese has no spaces, so a line that
    is broken breaks a word: there the signs are compared.
    """
    need_pdf()
    accreditation, person = held(**NAMES[language])
    browser = sign_in(person)
    page = browser.get(address(accreditation, language))
    answer = browser.get(address(accreditation, language, ".pdf"))

    assert answer.mimetype == "application/pdf"
    assert f'"certificate-{accreditation.number}.pdf"' in answer.headers["Content-Disposition"]
    paper = Paper(answer.data)
    assert len(paper) == 1
    assert paper.boxes() == 0
    if language == "zh":
        assert sorted("".join(words(paper.text()))) == sorted("".join(words(said(page.text))))
    else:
        assert bag(paper.text()) == bag(said(page.text))
    name = "".join(words(NAMES[language]["name"]))
    assert name in "".join(words(paper.text()))
    assert accreditation.number in paper.text()
    assert paper.codes() == [f"http://localhost/verify/{accreditation.token}"]
    followed = client.get(paper.codes()[0].removeprefix("http://localhost"))
    assert accreditation.number in followed.text
    assert paper.is_tagged()
    assert paper.claims_ua()
    assert paper.language() == {"zh": "zh-Hans"}.get(language, language)
    assert accreditation.number in paper.title()
    figure = next(alternative for kind, alternative in paper.structure() if kind == "Figure")
    assert figure


def test_who_may_see_it(sign_in, client):
    accreditation, leader = held()
    organization = accreditation.organization
    member = make_account(member_of=[organization])
    stranger = make_account(leads=[make_organization()])

    for person in (leader, member, *map(make_account, (Role.REVIEWER, Role.APPROVER))):
        assert sign_in(person).get(address(accreditation)).status_code == 200
    for person in (
        stranger,
        make_account(Role.ADMINISTRATOR),
        make_account(Role.REVIEWER, interest_in=[organization]),
    ):
        for ending in ("", ".pdf"):
            hidden = sign_in(person).get(address(accreditation, ending=ending))
            assert hidden.status_code == 404
    assert client.get(address(accreditation)).status_code == 302
    assert sign_in(leader).get("/en/standing/MG-1999-00001/certificate").status_code == 404


def test_staff_leave_a_line_where_they_open_it(db, sign_in):
    accreditation, _leader = held()
    reviewer = make_account(Role.REVIEWER)
    sign_in(reviewer).get(address(accreditation))

    read = db.scalars(select(ReadEvent).filter_by(actor_id=reviewer.id)).one()
    assert (read.subject_type, read.subject_id) == ("accreditation", accreditation.id)


def test_a_suspended_one_says_so_on_the_day_and_keeps_its_code(sign_in):
    accreditation, leader = held()
    browser = sign_in(leader)
    assert "suspended" not in said(browser.get(address(accreditation)).text)
    change_status(accreditation, Status.SUSPENDED)

    page = said(browser.get(address(accreditation)).text)

    assert "Suspended" in page
    assert "On the date of issue this accreditation is suspended." in page


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.LAPSED, Status.DISSOLVED])
def test_one_that_has_ended_has_none_and_the_page_says_why(sign_in, client, status):
    accreditation, leader = held()
    change_status(accreditation, status)

    for ending in ("", ".pdf"):
        page = sign_in(leader).get(address(accreditation, ending=ending))
        assert page.status_code == 200
        assert "There is no certificate today" in page.text
        assert str(status.label) in page.text
        assert "certificate.pdf" not in page.text
    shown = client.get(f"/verify/{accreditation.token}").text
    assert "This accreditation is not in force today." in shown


def test_the_organization_reads_its_own_country_also_while_its_entry_is_protected(sign_in, client):
    accreditation, leader = held(country="NE")
    protect(accreditation.organization, Protection.WITHHELD)

    own = said(sign_in(leader).get(address(accreditation)).text)
    public = client.get(f"/verify/{accreditation.token}").text

    assert "Niger" in own
    assert accreditation.organization.name in own
    assert accreditation.organization.name not in public
    assert "Niger" not in public
    assert "This accreditation is in force today." in public


@pytest.mark.parametrize(
    ("manner", "sentence"),
    [("no_library", "No PDF can be made at the moment."), ("killed", "No PDF can be made")],
)
def test_where_no_pdf_can_be_made_the_page_to_print_stands_there(
    sign_in, monkeypatch, manner, sentence
):
    monkeypatch.setattr(pdf, "MODULE", f"tests.printing.{manner}_child")
    accreditation, leader = held()

    page = sign_in(leader).get(address(accreditation, ending=".pdf"))

    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert sentence in page.text
    assert accreditation.number in said(page.text)


def test_a_name_in_letters_that_no_typeface_has_is_printed_from_the_page(sign_in):
    need_pdf()
    accreditation, leader = held(name="สมาคมสิ่งแวดล้อม", name_language="th", country="TH")

    page = sign_in(leader).get(address(accreditation, ending=".pdf"))

    assert "PDF files cannot show all the letters of this text." in page.text
    assert "สมาคมสิ่งแวดล้อม" in said(page.text)


def test_pages_of_organization_and_application_link_it(sign_in):
    accreditation, leader = held()
    link = f'href="{address(accreditation)}"'

    assert link in sign_in(leader).get(f"/en/organizations/{accreditation.organization_id}").text
    case = f"/en/accreditation/applications/{accreditation.application_id}"
    assert link in sign_in(leader).get(case).text
    administrator = sign_in(make_account(Role.ADMINISTRATOR))
    page = administrator.get(f"/en/organizations/{accreditation.organization_id}")
    assert page.status_code == 200
    assert link not in page.text


def test_verification_says_plainly_that_one_is_suspended_at_once_and_from_which_day(client):
    accreditation, _leader = held()
    with moved_to(now() - timedelta(days=3)):
        change_status(accreditation, Status.SUSPENDED)

    page = client.get(f"/verify/{accreditation.token}").text

    assert "This accreditation is suspended since" in page
    assert "in force today" not in page
