"""What a case page knows beside the case: look-alikes, the lane one came from, the next case."""

import re
from datetime import timedelta

import pytest

from engagement.accreditation.models import ApplicationState
from engagement.core import clock
from engagement.core.db import transaction
from engagement.core.permissions import Role
from engagement.organizations.models import Protection
from tests.factories import make_account, make_application, make_organization

SUBMITTED = ApplicationState.SUBMITTED


def desk(application, page=""):
    return f"/en/accreditation/desk/{application.id}{page}"


def make_case(name, *, minutes_ago=0, language="en", state=SUBMITTED):
    with clock.moved_to(clock.now() - timedelta(minutes=minutes_ago)):
        return make_application(
            organization=make_organization(name=name), state=state, language=language
        )


def test_a_look_alike_is_told_with_its_case(db, sign_in):
    one, other = make_case("Kisumu Wetland Women"), make_case("Kisumu Wetlands Women")
    unlike = make_case("Association des jeunes de Niamey")
    client = sign_in(make_account(Role.REVIEWER))

    page = client.get(desk(one)).text

    panel = page[page.index("May be the same as") :]
    assert "<bdi>Kisumu Wetlands Women</bdi>" in panel
    assert other.reference in panel
    assert unlike.reference not in panel
    assert "May be the same as" not in client.get(desk(unlike)).text


def test_a_look_alike_kept_from_one_or_withheld_is_not_told(db, sign_in):
    one, other = make_case("Kisumu Wetland Women"), make_case("Kisumu Wetlands Women")
    kept = sign_in(make_account(Role.REVIEWER, interest_in=[other.organization]))
    assert "May be the same as" not in kept.get(desk(one)).text
    with transaction(audited=False):
        other.organization.protection = Protection.WITHHELD
        other.organization.protected_since = clock.now()

    assert "May be the same as" not in sign_in(make_account(Role.REVIEWER)).get(desk(one)).text


def back_of(page):
    return re.search(r'class="back-link"[^>]*><a href="([^"]+)"', page)[1].replace("&amp;", "&")


def test_the_way_back_leads_to_the_lane_one_came_from(db, sign_in):
    case = make_case("One")
    client = sign_in(make_account(Role.REVIEWER))

    page = client.get(desk(case) + "?lane=new&language=en&q=one&after=WzEyXQ").text
    plain = client.get(desk(case)).text

    assert back_of(page) == "/en/accreditation/desk?lane=new&language=en&q=one&after=WzEyXQ"
    assert back_of(plain) == "/en/accreditation/desk"


@pytest.mark.parametrize(
    "query", ["lane=//evil.example", "language=xx", "lane=new&after=a%20b", "next=/x", "order=up"]
)
def test_what_the_queue_never_wrote_is_not_handed_on(db, sign_in, query):
    case = make_case("One")

    page = sign_in(make_account(Role.REVIEWER)).get(f"{desk(case)}?{query}").text

    assert back_of(page) in ("/en/accreditation/desk", "/en/accreditation/desk?lane=new")


def test_the_next_case_of_the_lane_is_one_click_away(db, sign_in):
    first = make_case("First", minutes_ago=30)
    french = make_case("Deuxième", minutes_ago=20, language="fr")
    in_review = make_case("Third", minutes_ago=15, state=ApplicationState.IN_REVIEW)
    kept = make_case("Fourth", minutes_ago=10)
    last = make_case("Fifth", minutes_ago=5)
    client = sign_in(make_account(Role.REVIEWER, interest_in=[kept.organization]))

    def following(case, query):
        page = client.get(f"{desk(case)}?{query}").text
        found = re.search(r'href="([^"]+)">Next in this lane', page)
        return found and found[1].replace("&amp;", "&")

    assert following(first, "lane=new") == desk(french) + "?lane=new"
    assert following(first, "lane=new&language=en") == desk(last) + "?lane=new&language=en"
    assert following(in_review, "lane=new") == desk(last) + "?lane=new", "it has left the lane"
    assert following(last, "lane=new") == desk(first) + "?lane=new", "round to the first"
    assert following(last, "lane=overdue") is None
    assert following(first, "") is None


def test_the_lane_is_kept_through_the_steps_of_a_review(db, sign_in):
    case = make_case("One", state=ApplicationState.IN_REVIEW)
    client = sign_in(make_account(Role.REVIEWER))
    page = client.get(desk(case) + "?lane=review").text
    judge = desk(case, "/criteria/registered?lane=review")
    assert f'href="{judge}"' in page

    form = client.get(judge).text
    assert back_of(form) == desk(case) + "?lane=review"
    answer = client.post(judge, data={"verdict": "met", "reason": "As documented."})

    assert answer.location.endswith("?lane=review")
