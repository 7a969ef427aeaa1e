"""Uploading and looking into documents through HTTP: every answer a person can get."""

import io
import re
import uuid

import pytest
from sqlalchemy import select

from engagement.accreditation import queries
from engagement.accreditation.models import ApplicationDocument, ApplicationState
from engagement.audit.models import ReadEvent
from engagement.core.db import transaction
from engagement.core.permissions import Role
from engagement.documents import settings, stores
from engagement.documents.models import Scan
from tests.documents import samples
from tests.factories import make_account, make_application, make_document

S = ApplicationState
ID = r"[0-9a-f]{8}-[0-9a-f-]{27}"
TOKEN = r'name="csrf_token" value="[^"]+"'  # it tells the second in which it was made
EXACT = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def page_of(application, paper=""):
    return f"/en/accreditation/applications/{application.id}/documents/{paper}".rstrip("/")


def look_at(placed, step=""):
    return f"/en/accreditation/documents/{placed.id}{step}"


@pytest.fixture
def application(db):
    return make_application(complete=False)


@pytest.fixture
def member(sign_in, application):
    return sign_in(make_account(member_of=[application.organization]))


def send(client, application, data=None, name="certificate.pdf", paper="registration", **fields):
    content = samples.pdf() if data is None else data
    return client.post(
        page_of(application, paper), data={"file": (io.BytesIO(content), name), **fields}
    )


def test_a_photograph_is_sent_and_stands_in_the_list(member, application):
    answer = send(member, application, samples.photograph_with_place(), "IMG 1.jpg", note="Front")

    assert answer.status_code == 302
    page = member.get(answer.location).text
    assert "IMG 1.jpg" in page
    assert "Front" in page
    assert "says where it was taken" in page
    (placed,) = queries.documents_of(application)
    assert placed.document.warnings == ["location"]
    listed = member.get(page_of(application)).text
    assert "Sent" in listed
    assert "Missing" in listed


def test_the_task_list_counts_the_documents(member, sign_in, db):
    whole = make_application()
    client = sign_in(make_account(member_of=[whole.organization]))
    tasks = client.get(f"/en/accreditation/applications/{whole.id}").text

    assert "Documents" in tasks
    assert f"/en/accreditation/applications/{whole.id}/check" in tasks


def test_a_form_sent_twice_stores_one_document(member, application):
    key = str(uuid.uuid4())
    answers = [send(member, application, form_key=key).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert len(queries.documents_of(application)) == 1


def test_no_file_is_told_and_what_was_typed_is_kept(member, application):
    answer = member.post(page_of(application, "registration"), data={"note": "MARKER words"})

    assert answer.status_code == 422
    assert "Choose a file." in answer.text
    assert "MARKER words" in answer.text


def test_a_file_over_the_limit_is_told_with_its_name(member, application, monkeypatch):
    monkeypatch.setattr(settings, "largest_megabytes", lambda: 0.1)
    answer = send(member, application, bytes(300_000), "big.pdf", note="MARKER words")

    assert answer.status_code == 422
    assert "big.pdf</bdi>” is too large" in answer.text
    assert "MARKER words" in answer.text
    assert queries.documents_of(application) == []


def test_a_request_over_the_limit_gets_a_page_that_tells_it(member, application):
    answer = member.post(
        page_of(application, "registration"),
        input_stream=io.BytesIO(b""),
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(101 * 1024 * 1024)},
    )

    assert answer.status_code == 413
    assert "100 megabytes" in answer.text


def test_too_many_files_in_a_day_are_told_with_the_time(member, application, monkeypatch):
    monkeypatch.setattr(settings, "files_a_day", lambda: 1)
    send(member, application)
    answer = send(member, application, samples.pdf(text="Another"), note="MARKER words")

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "<time" in answer.text
    assert "MARKER words" in answer.text


@pytest.mark.parametrize("fault", ["full", "broken"])
def test_a_fault_of_ours_answers_503_and_keeps_the_words(
    member, application, monkeypatch, fault, tmp_path
):
    if fault == "full":
        monkeypatch.setattr(stores, "KEEP_FREE", 2**62)
    else:
        blocked = tmp_path / "no-folder"
        blocked.write_text("a file where a folder should be")
        monkeypatch.setattr(stores, "_folder", lambda name: blocked)
    answer = send(member, application, note="MARKER words")

    assert answer.status_code == 503
    assert "MARKER words" in answer.text
    assert "certificate.pdf" in answer.text
    assert queries.documents_of(application) == []


def test_sending_after_submission_keeps_the_words(sign_in, db):
    sent = make_application(state=S.SUBMITTED)
    client = sign_in(make_account(member_of=[sent.organization]))
    count = len(queries.documents_of(sent))

    answer = send(client, sent, note="MARKER words")

    assert answer.status_code == 409
    assert "cannot be changed now" in answer.text
    assert "MARKER words" in answer.text
    assert len(queries.documents_of(sent)) == count


def test_a_page_tells_what_is_accepted_instead_and_what_the_paper_is_called(member, application):
    account = member.get(page_of(application, "financial_statements")).text
    certificate = member.get(page_of(application, "registration")).text

    assert "Signed account of income" in account
    assert "Public Benefit Organizations Regulatory Authority" in certificate


def test_an_unknown_paper_is_not_found(member, application):
    assert member.get(page_of(application, "nonsense")).status_code == 404


def test_removing_asks_first(member, application):
    send(member, application)
    (placed,) = queries.documents_of(application)
    page = look_at(placed, "/remove-document")

    assert "is deleted" in member.get(page).text
    assert len(queries.documents_of(application)) == 1
    assert member.post(page).status_code == 302
    assert queries.documents_of(application) == []


def test_pages_are_shown_as_pictures_with_words_beside_them(member, application):
    send(member, application, samples.pdf(copies=3, text="Certified words"))
    (placed,) = queries.documents_of(application)

    page = member.get(look_at(placed, "?page=2")).text
    picture = member.get(look_at(placed, "/page-picture?page=2&width=300"))

    assert "Page 2 of 3" in page
    assert "Certified words" in page
    assert "page=1" in page
    assert "page=3" in page
    assert picture.mimetype == "image/webp"
    assert picture.data[8:12] == b"WEBP"
    assert {name: picture.headers[name] for name in EXACT} == EXACT
    assert member.get(look_at(placed, "/page-picture?page=9&width=9999")).status_code == 200
    kept = list((stores.pictures() / placed.document.sha256[:2]).glob("*-2-480.webp"))
    assert [path.stat().st_mode & 0o777 for path in kept] == [0o600]


def test_an_original_is_only_ever_an_attachment(member, application):
    content = samples.pdf(text="As it came")
    send(member, application, content, "شهادة.pdf")
    (placed,) = queries.documents_of(application)

    answer = member.get(look_at(placed, "/download"))

    assert answer.data == content
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''%D8" in answer.headers["Content-Disposition"]
    assert {name: answer.headers[name] for name in EXACT} == EXACT
    assert "was not scanned" in member.get(look_at(placed)).text


@pytest.mark.parametrize(
    ("scan", "page", "picture", "download"),
    [
        (Scan.CLEAN, "Download the original", 200, 200),
        (Scan.NOT_SCANNED, "was not scanned", 200, 200),
        (Scan.PENDING, "waits for the virus scanner", 404, 404),
        (Scan.UNAVAILABLE, "waits for the virus scanner", 404, 404),
        (Scan.INFECTED, "harmful software", 404, 404),
    ],
)
def test_what_a_scan_allows(member, application, scan, page, picture, download):
    placed = make_document(application, scan=scan)

    assert page in member.get(look_at(placed)).text
    assert member.get(look_at(placed, "/page-picture")).status_code == picture
    assert member.get(look_at(placed, "/download")).status_code == download


def test_originals_can_be_kept_in_where_there_is_no_scanner(member, application, monkeypatch):
    placed = make_document(application)
    monkeypatch.setattr(settings, "open_without_scanner", lambda: False)

    assert member.get(look_at(placed, "/download")).status_code == 404
    assert member.get(look_at(placed, "/page-picture")).status_code == 200


def test_a_damaged_file_is_not_given_out(member, application):
    placed = make_document(application)
    sha256 = placed.document.sha256
    path = stores.store().root / sha256[:2] / sha256
    content = path.read_bytes()
    path.write_bytes(content[:-1] + b"!")

    assert member.get(look_at(placed, "/download")).status_code == 503
    assert "cannot be read from our storage" in member.get(look_at(placed)).text
    path.write_bytes(content)


@pytest.mark.parametrize("step", ["", "/page-picture", "/download"])
def test_who_may_look(sign_in, db, step):
    draft, sent = make_application(), make_application(state=S.SUBMITTED)
    prepared = queries.documents_of(draft)[0]
    placed = queries.documents_of(sent)[0]
    seen = {}
    people = {
        "own": make_account(member_of=[draft.organization, sent.organization]),
        "other organization": make_account(leads=[make_application().organization]),
        "conflicted": make_account(Role.REVIEWER, interest_in=[sent.organization]),
        **{role.value: make_account(role) for role in Role},
    }
    for name, person in people.items():
        client = sign_in(person)
        answers = [client.get(look_at(each, step)) for each in (prepared, placed)]
        seen[name] = [answer.status_code for answer in answers]
        if seen[name] == [404, 404] and not step:
            absent = client.get(f"/en/accreditation/documents/{uuid.uuid4()}")
            said = [re.sub(f"{ID}|{TOKEN}", "", each.text) for each in (*answers, absent)]
            assert said[0] == said[1]
            assert said[1] == said[2]

    assert seen == {
        "own": [200, 200],
        "other organization": [404, 404],
        "conflicted": [404, 404],
        "reviewer": [404, 200],
        "head_of_unit": [404, 200],
        "approver": [404, 200],
        "auditor": [404, 200],
        "regional_officer": [404, 404],
        "protocol_officer": [404, 404],
        "meeting_officer": [404, 404],
        "programme_officer": [404, 404],
        "screening_officer": [404, 404],
        "private_sector_head": [404, 404],
        "director": [404, 404],
        "legal_adviser": [404, 404],
        "committee_member": [404, 404],
        "committee_secretary": [404, 404],
        "safeguarding_officer": [404, 404],
        "administrator": [404, 404],
    }


@pytest.mark.parametrize("step", ["", "/page-picture", "/download"])
def test_every_look_of_staff_is_logged_and_no_member_s(sign_in, db, step):
    sent = make_application(state=S.SUBMITTED)
    placed = queries.documents_of(sent)[0]
    reviewer = make_account(Role.REVIEWER)

    sign_in(make_account(member_of=[sent.organization])).get(look_at(placed, step))
    assert db.scalars(select(ReadEvent)).all() == []
    sign_in(reviewer).get(look_at(placed, step))

    (read,) = db.scalars(select(ReadEvent))
    assert (read.actor_id, read.subject_id) == (reviewer.id, placed.id)
    assert read.about_organization_id == sent.organization_id


def test_staff_see_all_papers_of_a_case_and_equal_files(sign_in, db):
    content = samples.pdf(text="The same certificate")
    case, other = make_application(state=S.SUBMITTED), make_application(state=S.SUBMITTED)
    make_document(case, content=content, submitted=True)
    make_document(other, content=content, submitted=True)
    prepared = make_document(case, "other", name="MARKER not sent yet.pdf")

    reviewer = sign_in(make_account(Role.REVIEWER))
    page = reviewer.get(f"/en/accreditation/desk/{case.id}/documents").text
    conflicted = sign_in(make_account(Role.REVIEWER, interest_in=[other.organization]))
    without = conflicted.get(f"/en/accreditation/desk/{case.id}/documents").text

    assert other.reference in page
    assert other.reference not in without
    assert "MARKER" not in page
    assert reviewer.get(look_at(prepared)).status_code == 404


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("", "Certificate of registration", None),
        ("?criterion=international", "A people that lives across borders", "Statutes"),
        ("?group=indigenous", "Resolution of a customary authority", None),
        ("?group=ngo", "Signed account of income", "Resolution of a customary authority"),
        ("?country=NE", "Not verified by us yet", "pbora"),
        ("?country=FJ", "no description for this country yet", "pbora"),
        ("?country=nonsense&group=x&criterion=y", "Certificate of registration", None),
    ],
)
def test_the_table_of_evidence_is_public_and_filtered(client, query, there, gone):
    page = client.get(f"/en/accreditation/evidence{query}")

    assert page.status_code == 200
    assert there in page.text
    assert gone is None or gone not in re.sub(r"<select.*?</select>", "", page.text, flags=re.S)


def test_an_infected_document_asks_to_be_sent_again(member, application):
    placed = make_document(application)
    with transaction(audited=False):
        placed.document.scan = Scan.INFECTED

    assert "Send it again" in member.get(page_of(application)).text
    assert "clean device" in member.get(page_of(application, "registration")).text


def test_no_document_is_made_by_looking(member, application, db):
    for paper in ("registration", "other"):
        assert member.get(page_of(application, paper)).status_code == 200
    assert db.scalars(select(ApplicationDocument)).all() == []
