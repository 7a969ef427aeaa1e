"""What the office does with an application: return, review, recommend, decide, reconsider."""

from engagement.accreditation.tracks import MAJOR_GROUP
from tests.browser.journey import see_document
from tests.browser.staff import confirm, is_asked

NOTE = "The back of the paper is missing; please send a photograph of it."
QUESTION = "Who signed the paper, and on which day?"
REASON = "The papers show it."
WAIVED = "The public register holds the statutes."
REFUSAL = "The proof of activity in other countries does not name any work that was done."


def return_one_document(reviewer, application, file):
    """Find the new case in the queue and send one of its files back, with the cause and a note."""
    reviewer.go("accreditation/desk?lane=new")
    while reviewer.link(f"/desk/{application}") is None:  # the next page, if older cases fill this
        reviewer.open(reviewer.page.locator('.pagination a[rel="next"]'))
    reviewer.follow(f"/desk/{application}")
    reviewer.follow("/return-application")
    check, note = controls_of(reviewer, file)
    reviewer.send(only=True, **{check: "unreadable", note: NOTE})


def controls_of(reviewer, file):
    """Names of the two controls that stand beside a file."""
    part = reviewer.page.locator("main .check", has_text=file).locator("select").first
    check = part.get_attribute("name")
    return check, check.replace("check_", "note_")


def accept(reviewer, application, file):
    """See what changed, find the file in order now, take the case into review."""
    reviewer.go(f"accreditation/desk/{application}").follow("/return-application")
    check, note = controls_of(reviewer, file)
    reviewer.send(only=True, index=1, **{check: "order", note: ""})
    reviewer.go(f"accreditation/desk/{application}")
    button = reviewer.page.locator(f'main form[action*="/{application}/accept-application"] button')
    reviewer.open(button)


def ask_one_round(reviewer, application):
    """One question of the library and one in the reviewer's own words."""
    reviewer.go(f"accreditation/desk/{application}").follow("/ask-clarification")
    reviewer.send(only=True, pick_date_of_registration=True, own_1=QUESTION)


def read_documents(reviewer, application):
    """Look at every page of every document; returns how many pages were seen."""
    reviewer.go(f"accreditation/desk/{application}/documents")
    links = reviewer.page.locator('main a[href*="/accreditation/documents/"]')
    addresses = dict.fromkeys(link.get_attribute("href").split("?")[0] for link in links.all())
    seen = 0
    for address in addresses:
        see_document(reviewer.go(address))
        seen += 1
        while reviewer.link(f"{address}?page={seen_page(reviewer) + 1}"):
            reviewer.follow(f"{address}?page={seen_page(reviewer) + 1}")
            see_document(reviewer)
            seen += 1
    return seen


def seen_page(reviewer):
    """The number of the page that is shown."""
    return int(reviewer.url.partition("page=")[2] or 1)


def judge(reviewer, application, *, unmet=()):
    """A finding on each criterion, resting on an answer and on a page of a document."""
    for criterion in MAJOR_GROUP.criteria:
        reviewer.go(f"accreditation/desk/{application}/criteria/{criterion.key}")
        boxes = reviewer.page.locator("main input[name^=pages_]:visible").all()
        names = [box.get_attribute("name") for box in boxes]
        assert names, "the papers that tell about the criterion can be cited"
        answer = reviewer.page.locator("main input[name=cited]").first.get_attribute("value")
        refused = criterion.key in unmet
        reviewer.send(
            cited=[answer],
            verdict="not_met" if refused else "met",
            reason=REFUSAL if refused else REASON,
            **dict.fromkeys(names, "") | {names[0]: "1"},
        )
    reviewer.go(f"accreditation/desk/{application}")
    cited = reviewer.page.locator('main .cited a[href*="page=1"]')
    assert cited.count() >= len(MAJOR_GROUP.criteria), "evidence stands beside the findings"
    see_document(reviewer.go(cited.first.get_attribute("href")))


def record_copies(reviewer, application):
    """One file is the certified copy itself; of other papers it is waived, with the reason.

    Nothing where other means stand in the place of those papers: then no copy is wanted.
    """
    if not reviewer.go(f"accreditation/desk/{application}").link("/record-certified-copies"):
        return
    reviewer.follow("/record-certified-copies")
    first, *others = reviewer.page.locator("main select[name^=copy_]").all()
    file = first.locator("option").nth(1).get_attribute("value")
    names = [each.get_attribute("name") for each in others]
    notes = {name.replace("copy_", "note_"): WAIVED for name in names}
    reviewer.send(
        only=True,
        **{first.get_attribute("name"): file},
        **dict.fromkeys(names, "waived"),
        **notes,
    )


def recommend(reviewer, application, *, accredit):
    """Advise the approvers."""
    reviewer.go(f"accreditation/desk/{application}/recommend-application")
    reviewer.send(accredit="yes" if accredit else "no", reason=REASON if accredit else REFUSAL)


def decide(approver, application, *, accredit):
    """Find the case among those to decide, give a code, read the letter that will leave, decide."""
    approver.go("accreditation/decisions").follow(f"/desk/{application}/decide-application")
    confirm(approver)
    approver.page.locator("main details summary").first.click()
    approver.send(outcome="accredit" if accredit else "refuse", reason=REASON)


def cannot_reconsider(approver, application):
    """Whoever decided finds no form on the page of the request."""
    approver.go("accreditation/reconsiderations").follow(f"/desk/{application}")
    if is_asked(approver):
        confirm(approver)
    assert not approver.page.locator("main textarea[name=reason]").count(), approver.text()


def overturn(approver, application):
    """An approver who took no part looks again and overturns the refusal."""
    approver.go("accreditation/reconsiderations").follow(f"/desk/{application}")
    confirm(approver)
    approver.send(outcome="overturn", reason="The agreement names two years of common work.")
