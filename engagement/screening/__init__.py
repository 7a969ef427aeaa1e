"""Is this party listed, and how risky is it: lists, matches, risk, the partnership committee.

Knows organizations and their people, and neither accreditation nor partnerships: whoever needs an
answer asks (`queries`), and is told of changes by jobs that it registers for.

A *list version* (`models/lists.py`) is one file as it was read:

    received ──read──> held ──a person confirms──> in force ──the next one──> superseded
        ├────────────── nothing implausible ─────────^
        └── unreadable, older, empty: refused          (the version in force stays in force)

A *case* (`models/cases.py`) judges one organization for one application or partnership:

    open ──assess──> assessed ──put allegations──> asked ──answer, or days over──> replied
                        └─────────── rate (low, moderate) ─────────┐                  │ rate
                                                                   v                  v
         decided <──the route's people, or the committee──────── rated <──────────────┘
            ^
            └── the committee confirms ── stopped <── rate, when an exclusion criterion is met

    reopen: from any of them but open and closed back to open; what was given before counts no more

Where to look: what a source is and on which track it is used, `sources.py`; what a file may hold,
`list_files`; how one comes into force, `commands/lists.py`; whence it is fetched, `fetching.py`;
what a company is asked, `questionnaire`; how a rating comes about, `rating.py`; who decides,
`routes.py`.
"""
