"""What an applicant does, from the first page to the entry in the register."""

import re

from tests.browser.applicants import upload
from tests.factories import PASSWORD

TASK = "main li.task-list__task"


def link_in_mail(site, email, part=""):
    """The last link of the newest mail to an address that contains `part`."""
    site.work()
    text = site.mailbox.to(email)[-1].get_body(("plain",)).get_content()
    return [word for word in text.split() if word.startswith(site.base) and part in word][-1]


def sign_up(site, person, name, email):
    """From the start page to an account whose address is confirmed by the mailed link."""
    person.go("").go("sign-in").follow("/sign-up")
    person.send(name=name, email=email, password=PASSWORD)
    person.go(link_in_mail(site, email, "/confirm-email/")).press()


def create_organization(person, values):
    """Add an organization and go on although something alike may be offered."""
    person.go("home").follow("/organizations/new")
    person.send(**{"website": "", "acronym": "", "registration_number": ""} | values)
    while "/organizations/new" in person.url:
        person.press(index=-1)


def invite(site, applicant, focal, colleague):
    """The focal point invites a colleague, who signs up and joins; then both go on."""
    organization = focal.url
    focal.follow("/people").follow("/invitations/new")
    focal.send(email=applicant.colleague_email, role="contributor", language=applicant.language)
    mailed = link_in_mail(site, applicant.colleague_email, "/join/")
    colleague.go(mailed).follow("/sign-up")
    colleague.send(name=applicant.colleague, email=applicant.colleague_email, password=PASSWORD)
    colleague.go(link_in_mail(site, applicant.colleague_email, "/confirm-email/")).press()
    if "/join/" not in colleague.url:
        colleague.go(mailed)
    colleague.press()
    site.work()
    focal.go(organization)


def edit_as_colleague(applicant, colleague):
    """The colleague fills in one section and leaves the rest to the focal point."""
    colleague.go("home").follow("/accreditation/applications/")
    colleague.follow("/sections/environment").send(**applicant.answers)
    assert open_tasks(colleague), "a colleague sees what is left to do"


def open_tasks(person):
    """Addresses of the parts that are not completed, in the order of the list."""
    rows = person.page.locator(f"{TASK}:not(:has(.state-tag--good)) a.task-list__link")
    addresses = [link.get_attribute("href") for link in rows.all()]
    return [address for address in addresses if "/check" not in address]


def complete_tasks(applicant, person):
    """Do what the task list still asks for."""
    tasks = person.url
    while todo := open_tasks(person):
        person.follow(todo[0])
        if todo[0].endswith("/documents"):
            send_papers(applicant, person)
        else:
            if todo[0].endswith("/governing_body"):
                add_leader(applicant, person, todo[0])
            person.send(**applicant.answers)
        if person.url != tasks:
            person.go(tasks)
        assert todo[0] not in open_tasks(person), (todo[0], person.text())


def add_leader(applicant, person, section):
    """Save what the body is called, then name the one who leads it."""
    person.send(index=1, **applicant.answers)
    assert person.url.endswith("/people/add"), person.text()
    one = {"nationality": "stated", "nationalities-1": "", "birth_year_is_approximate": False}
    person.send(**one | applicant.leader)
    if not person.url.endswith(section):
        person.go(section)


def send_papers(applicant, person):
    """Each paper that is asked for, as one file or several; then look at one as it arrived."""
    documents = person.url
    for key in [href.rsplit("/", 1)[-1] for href in open_tasks(person)]:
        if key not in applicant.papers:
            continue
        for name, file in applicant.papers[key]:
            person.go(f"{documents}/{key}")
            person.send(file=upload(name, file), note="")
            assert name in person.text()
    see_document(person.follow("/accreditation/documents/"))
    person.go(documents)


def see_document(person):
    """A preview shows the paper: its picture has come, or its words stand there."""
    picture = person.page.locator("img.document-page")
    if picture.count():
        wide = picture.evaluate("i => i.decode().then(() => i.naturalWidth)")
        assert wide >= 300, (person.url, wide)
    else:
        assert person.page.locator("main bdi.bdi-block").count(), person.text()


def submit(site, applicant, person):
    """Check the answers, declare, send; returns the number of the application."""
    person.follow("/check")
    assert applicant.organization["name"] in person.text()
    person.send(declared_name=applicant.name)
    site.work()
    reference = re.search(r"ACC-\d{4}-\d{5}", person.text())
    assert reference, person.text()
    return reference[0]


def complete_returned(site, applicant, person):
    """Open the link of the mail, send the paper again, check and send the application again."""
    person.go(link_in_mail(site, applicant.email, "/accreditation/applications/"))
    person.follow("/documents/registration").send(file=upload(*applicant.returned), note="")
    person.go(link_in_mail(site, applicant.email, "/accreditation/applications/"))
    person.follow("/check-again").send(declared_name=applicant.name)


def answer_questions(site, applicant, person):
    """Open the link of the mail and answer every question of the round."""
    person.go(link_in_mail(site, applicant.email, "/accreditation/applications/"))
    if not person.url.endswith("/answer-clarification"):
        person.follow("/answer-clarification")
    boxes = person.page.locator("main textarea[name^=answer_]").all()
    assert len(boxes) == 2
    person.send(**{box.get_attribute("name"): applicant.reply for box in boxes})


def ask_reconsideration(site, applicant, person):
    """Read the letter of refusal, disagree."""
    person.go(link_in_mail(site, applicant.email, "/accreditation/applications/"))
    if not person.url.endswith("/ask-reconsideration"):
        person.follow("/ask-reconsideration")
    person.send(reasons=applicant.objection)


def read_letters(person, application):
    """Open each letter on the page of the application."""
    page = f"/{person.language}/accreditation/applications/{application}"
    person.go(page)
    links = person.page.locator('main a[href*="/letters/"]')
    letters = [link.get_attribute("href") for link in links.all()]
    for letter in letters:
        person.go(letter)
    person.go(page)
    return len(letters)
