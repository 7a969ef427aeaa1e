"""The certificate in a real browser: its code is read off the screen and off the print."""

import pytest
from sqlalchemy import select

from engagement.accreditation.models import Accreditation
from engagement.core.db import db
from tests.browser.examine import NARROWEST
from tests.papers import Paper, codes_in

pytestmark = pytest.mark.browser
A4 = {"width": "210mm", "height": "297mm"}


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_the_code_is_read_off_a_phone_and_off_one_printed_sheet(site, samples, open_as, language):
    (number,) = samples.values["number"]
    with site.open_database():
        token = db.session.scalar(select(Accreditation.token).filter_by(number=number))
    address = f"{site.base}/verify/{token}"
    person = open_as(samples.people["focal_point"], language=language, width=NARROWEST)
    page = person.page

    page.goto(f"/{language}/standing/{number}/certificate")
    shown = codes_in(page.screenshot(full_page=True))
    printed = Paper(page.pdf(**A4, print_background=True))

    assert shown == [address]
    assert len(printed) == 1
    assert printed.codes() == [address]
    assert number in printed.text()
    page.goto(shown[0])
    assert number in page.locator("main").inner_text()
