"""Credentials, checked by us and, without us, by another library with the published documents."""

import base64
import io
import json
import re
import warnings
import zlib
from dataclasses import replace
from datetime import timedelta

import jwt
import pytest
from sqlalchemy import select
from sqlalchemy import text as sql

from engagement.accreditation.models import AccreditationStatus as Status
from engagement.audit.models import AuditEvent
from engagement.core import invariants, retention
from engagement.core.clock import moved_to, now
from engagement.core.config import ROOT
from engagement.core.db import transaction
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Role
from engagement.organizations.models import Protection
from engagement.signing import commands as signing
from engagement.signing import tokens
from engagement.standing import jobs
from engagement.standing.commands.credential import issue_credential
from engagement.standing.models.status_list import StatusIndex, StatusListIssue
from engagement.standing.queries import status_list
from tests.factories import make_account, make_actor
from tests.standing.cases import change_status, held, leader_of, protect

pytestmark = pytest.mark.usefixtures("db")

CHECK = "/verify/credential"


def credential(accreditation) -> str:
    return issue_credential(accreditation, actor=leader_of(accreditation))


def checked(client, text, status=200) -> str:
    answer = client.post(CHECK, data={"text": text})
    assert answer.status_code == status
    return answer.text


class Verifier:
    """Somebody with the published documents and PyJWT, and nothing of ours."""

    def __init__(self, client):
        self.client = client

    def key(self, text):
        keys = jwt.PyJWKSet.from_dict(self.client.get("/.well-known/jwks.json").json)
        return keys[jwt.get_unverified_header(text)["kid"]]

    def claims(self, text) -> dict:
        return jwt.decode(text, self.key(text), algorithms=["EdDSA"], issuer="http://localhost")

    def status(self, text) -> int:
        """0 valid, 1 ended, 2 suspended: by the list and the claims alone."""
        place = self.claims(text)["status"]["status_list"]
        document = self.client.get(place["uri"].removeprefix("http://localhost")).json
        listed = self.claims(document["list"])
        assert listed["sub"] == place["uri"]
        packed = listed["status_list"]["lst"]
        data = zlib.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
        return data[place["idx"] // 4] >> 2 * (place["idx"] % 4) & 3


@pytest.fixture
def verifier(client):
    return Verifier(client)


def test_it_says_who_since_when_and_where_to_look_and_another_library_believes_it(verifier):
    accreditation, _leader = held(name="جمعية البيئة", name_language="ar")
    text = credential(accreditation)

    claims = verifier.claims(text)

    assert jwt.get_unverified_header(text)["typ"] == "accreditation+jwt"
    assert claims["sub"] == accreditation.number
    assert claims["name"] == "جمعية البيئة"
    assert claims["since"] == accreditation.since.isoformat()
    assert claims["status_at_issue"] == "active"
    assert claims["verify"] == f"http://localhost/verify/{accreditation.token}"
    assert claims["exp"] - claims["iat"] == 90 * 24 * 3600
    broken = text[:-6] + ("AAAAAA" if not text.endswith("AAAAAA") else "BBBBBB")
    with pytest.raises(jwt.InvalidSignatureError):
        verifier.claims(broken)


def test_a_suspension_shows_online_at_once_and_offline_with_the_next_list(client, verifier):
    accreditation, _leader = held()
    with moved_to(now() - timedelta(minutes=59)):
        text = credential(accreditation)
        jobs.issue_list()
    assert verifier.status(text) == 0
    assert "in force today" in checked(client, text)
    change_status(accreditation, Status.SUSPENDED)

    assert "The accreditation is suspended today" in checked(client, text)
    jobs.issue_list_when_due()
    assert verifier.status(text) == 0, "the published list had not had its time"
    set_list_time(now() - timedelta(seconds=1))
    jobs.issue_list_when_due()
    assert verifier.status(text) == 2


def set_list_time(moment) -> None:
    """The published list has its time until then."""
    with transaction(audited=False):
        status_list.last_issue().next_issue_at = moment


@pytest.mark.parametrize(
    ("status", "value", "words"),
    [
        (Status.REPORT_DUE, 0, "in force today"),
        (Status.WITHDRAWN, 1, "not in force today"),
        (Status.MERGED, 1, "not in force today"),
    ],
)
def test_each_status_has_its_value_in_the_list(client, verifier, status, value, words):
    other, _leader = held()
    credential(other)
    accreditation, _leader = held()
    text = credential(accreditation)
    change_status(accreditation, status)
    jobs.issue_list()

    assert verifier.status(text) == value
    assert verifier.status(credential(other)) == 0
    assert words in checked(client, text)


def test_one_that_ran_out_is_refused_offline_and_told_so_online(client, verifier):
    accreditation, _leader = held()
    with moved_to(now() - timedelta(days=91)):
        text = credential(accreditation)

    with pytest.raises(jwt.ExpiredSignatureError):
        verifier.claims(text)
    assert "The credential has run out" in checked(client, text)


def test_what_was_signed_before_a_rotation_is_believed_after_it(client, verifier):
    accreditation, _leader = held()
    old = credential(accreditation)
    signing.rotate(actor=SYSTEM, reason="Every year.")
    new = credential(accreditation)
    jobs.issue_list()

    kids = [jwt.get_unverified_header(text)["kid"] for text in (old, new)]
    assert len(set(kids)) == 2
    for text in (old, new):
        assert verifier.claims(text)["sub"] == accreditation.number
        assert verifier.status(text) == 0
        assert "in force today" in checked(client, text)
    assert "in force today" in client.get(f"/verify/{accreditation.token}").text


def test_another_secret_begins_another_key_by_itself_and_the_old_one_stays(app, client, verifier):
    accreditation, _leader = held()
    old = credential(accreditation)
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, secret_key="another-secret-that-is-long-enough")
    try:
        new = credential(accreditation)
    finally:
        app.config["SETTINGS"] = before

    assert len(client.get("/.well-known/jwks.json").json["keys"]) == 2
    for text in (old, new):
        assert verifier.claims(text)["sub"] == accreditation.number


def test_the_example_of_the_documentation_does_what_it_says(client, tmp_path, monkeypatch, capsys):
    accreditation, _leader = held(name="Société des oasis")
    (tmp_path / "credential-MG-2026-00012.jwt").write_text(f"{credential(accreditation)}\n")
    change_status(accreditation, Status.SUSPENDED)
    jobs.issue_list()
    for name in ("jwks.json", "accreditation-status.json"):
        (tmp_path / name).write_text(client.get(f"/.well-known/{name}").text)
    text = (ROOT / "docs" / "credentials.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```", text, re.DOTALL)[1]
    monkeypatch.chdir(tmp_path)

    with warnings.catch_warnings():  # short as it is, it closes no file
        warnings.simplefilter("ignore", ResourceWarning)
        exec(example, {})

    assert capsys.readouterr().out == f"{accreditation.number} Société des oasis suspended\n"


def forged(text, *, header=None, claims=None) -> str:
    """A text with other words under the old signature."""
    parts = [json.loads(unpacked(part)) for part in text.split(".")[:2]]
    parts[0].update(header or {})
    parts[1].update(claims or {})
    return ".".join([*(packed(json.dumps(part).encode()) for part in parts), text.split(".")[2]])


def unpacked(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def test_a_text_that_is_none_of_ours_is_refused_with_what_to_do(client):
    accreditation, _leader = held()
    text = credential(accreditation)
    jobs.issue_list()
    published = client.get("/.well-known/accreditation-status.json").json["list"]
    key = client.get("/.well-known/jwks.json").json["keys"][0]
    stranger = jwt.PyJWK(key)
    symmetric = jwt.encode(
        {"sub": accreditation.number},
        unpacked(key["x"]),
        algorithm="HS256",
        headers={"kid": stranger.key_id, "typ": "accreditation+jwt"},
    )
    refusals = {
        "hello": "consists of three parts",
        "a.b.c": "consists of three parts",
        "é.é.é": "consists of three parts",
        "x" * 40_000: "consists of three parts",
        ("[" * 9_000) + ".a.b": "consists of three parts",
        published: "not a credential of an accreditation",
        symmetric: "not a credential of an accreditation",
        forged(text, header={"alg": "none"}): "not a credential of an accreditation",
        forged(text, header={"kid": "other"}): "not signed by us",
        forged(text, header={"kid": ["x"]}): "not signed by us",
        forged(text, claims={"sub": "MG-2026-99999"}): "changed after it was signed",
        f"{text[:-8]}AAAAAAAA": "changed after it was signed",
    }
    for shown, words in refusals.items():
        assert words in checked(client, shown, 422), shown[:60]
    assert "Paste the text" in checked(client, "", 422)


def test_a_key_that_no_longer_signs_dates_in_vain(db, client):
    accreditation, _leader = held()
    with moved_to(now() - timedelta(days=30)):
        credential(accreditation)
        old = signing.ensure_key(actor=SYSTEM)
    with moved_to(now() - timedelta(days=20)):
        signing.rotate(actor=SYSTEM, reason="Somebody left.")
    claims = {"iss": "http://localhost", "sub": accreditation.number, "exp": 4_000_000_000}
    with transaction(audited=False):
        current = signing.queries.current_key()
        current.ended_at, ended = now(), old.ended_at
        db.flush()  # two keys never sign at once
        old.ended_at = None
        late = tokens.sign(claims | {"iat": int(now().timestamp())}, typ="accreditation+jwt")
        early = tokens.sign(claims | {"iat": 1_000_000_000}, typ="accreditation+jwt")
        timeless = tokens.sign(claims, typ="accreditation+jwt")
        old.ended_at = ended

    for text in (late, early, timeless):
        assert "its key was not in use" in checked(client, text, 422)


def test_one_that_claims_more_time_than_any_is_refused_and_so_is_one_of_a_revoked_key(db, client):
    accreditation, _leader = held()
    text = credential(accreditation)
    moment = int(now().timestamp())
    claims = {"iss": "http://localhost", "sub": accreditation.number, "iat": moment}
    long = tokens.sign(claims | {"exp": moment + 367 * 86400}, typ="accreditation+jwt")
    assert "longer than any" in checked(client, long, 422)
    assert "in force today" in checked(client, text)

    jobs.issue_list_when_due()
    published = status_list.last_issue().id
    jobs.issue_list_when_due()
    assert status_list.last_issue().id == published, "it has its time still"
    key = signing.queries.current_key()
    signing.revoke(key, actor=make_actor(Role.ADMINISTRATOR), reason="Lost.")

    assert "was withdrawn" in checked(client, text, 422)
    jobs.issue_list_when_due()
    assert status_list.last_issue().id != published, "nobody could check the last one any more"


def test_a_file_can_be_shown_instead_and_white_space_does_not_matter(client):
    accreditation, _leader = held()
    text = credential(accreditation)
    broken = "\r\n ".join(text[place : place + 60] for place in range(0, len(text), 60))

    def shown(content):
        return client.post(CHECK, data={"file": (io.BytesIO(content), "credential.jwt")})

    assert "in force today" in checked(client, broken)
    assert "in force today" in shown(f"{text}\n".encode()).text
    picture = shown(b"\x89PNG\xff\xfe")
    assert (picture.status_code, "no credential" in picture.text) == (422, True)
    assert shown(b"").status_code == 422


def test_the_organization_downloads_it_as_a_file_and_the_trail_knows(db, sign_in):
    accreditation, leader = held()
    browser = sign_in(leader)
    address = f"/en/standing/{accreditation.number}/credential"

    assert "It can be used for 90 days." in browser.get(address).text
    answer = browser.post(address)

    assert answer.mimetype == "application/jwt"
    assert f"credential-{accreditation.number}.jwt" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    event = db.scalars(select(AuditEvent).filter_by(action="standing:credential:issued")).one()
    assert event.subject_id == accreditation.id
    assert answer.text.strip() not in json.dumps(event.data)


def test_only_the_organization_takes_it_and_only_while_it_is_listed(sign_in):
    accreditation, leader = held()
    address = f"/en/standing/{accreditation.number}/credential"
    reviewer = sign_in(make_account(Role.REVIEWER))
    conflicted = make_account(Role.REVIEWER, interest_in=[accreditation.organization])

    assert reviewer.get(address).status_code == 403
    assert reviewer.post(address).status_code == 403
    assert sign_in(make_account()).post(address).status_code == 404
    assert sign_in(conflicted).post(address).status_code == 404
    with pytest.raises(NotAllowed):
        issue_credential(accreditation, actor=leader_of(held()[0]))
    change_status(accreditation, Status.WITHDRAWN)
    with pytest.raises(RuleViolation, match="not in force today"):
        issue_credential(accreditation, actor=leader_of(accreditation))
    browser = sign_in(leader)
    assert browser.post(address).status_code == 409
    assert "There is no credential" in browser.get(address).text


def test_a_new_place_lets_the_list_be_issued_at_once_and_never_changes(db):
    accreditation, _leader = held()

    def waiting():
        job = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'standing.issue_list'"
        return db.scalar(sql(job))

    before = waiting()
    credential(accreditation)
    place = status_list.index_of(accreditation).position
    assert waiting() == before + 1
    credential(accreditation)
    jobs.issue_list()

    assert waiting() == before + 1
    assert status_list.index_of(accreditation).position == place


def test_the_list_names_nobody_and_everybody_is_given_the_same(db, client):
    held()
    hidden, _leader = held(name="Elders of Agadez")
    protect(hidden.organization, Protection.WITHHELD)
    assert client.get("/.well-known/accreditation-status.json").status_code == 503
    jobs.issue_list()

    first = client.get("/.well-known/accreditation-status.json")
    second = client.get("/.well-known/accreditation-status.json")

    assert first.json == second.json
    assert first.headers["Cache-Control"].startswith("public, max-age=")
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    claims = jwt.decode(first.json["list"], options={"verify_signature": False})
    assert claims.keys() == {"iss", "sub", "iat", "exp", "ttl", "status_list"}
    assert claims["exp"] - claims["iat"] == 24 * 3600
    whole = first.text + json.dumps(claims, ensure_ascii=False)
    for secret in (hidden.number, hidden.token, "Agadez", str(hidden.id)):
        assert secret not in whole
    assert db.scalars(select(StatusIndex).filter_by(accreditation_id=hidden.id)).one()


def test_old_lists_go_and_the_published_one_stays(db):
    with moved_to(now() - timedelta(days=200)):
        jobs.issue_list()
    with moved_to(now() - timedelta(days=100)):
        jobs.issue_list()
    rule = retention.DECLARED["standing.status_lists"]

    assert len(db.scalars(select(StatusListIssue)).all()) == 2
    with transaction(audited=False):
        db.execute(rule.statement, execution_options={"synchronize_session": False})
    (left,) = db.scalars(select(StatusListIssue)).all()
    assert left.issued_at > now() - timedelta(days=101)


def test_an_invariant_finds_a_published_list_that_somebody_changed(db):
    name = "the published list of statuses is signed by one of our keys"
    jobs.issue_list()
    search = invariants.DECLARED[name].search
    assert list(search()) == []
    with transaction(audited=False):
        db.scalars(select(StatusListIssue)).one().jws += "A"

    assert len(list(search())) == 2
