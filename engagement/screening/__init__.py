"""Is this party listed, and how risky is it: lists, matches, risk, the partnership committee.

Knows organizations and their people, and neither accreditation nor partnerships: whoever needs an
answer asks (`queries`), and is told of changes by jobs that it registers for.

A *list version* (`models/lists.py`) is one file as it was read:

    received ──read──> held ──a person confirms──> in force ──the next one──> superseded
        ├────────────── nothing implausible ─────────^
        └── unreadable, older, empty: refused          (the version in force stays in force)

A *match* (`models/matches.py`) is a party beside an entry, both as they were when they met:

    open ──clear, by one──> cleared                     below a set score and not strong
      │ └──propose──> proposed ──another confirms──> cleared | confirmed
      ^                   └──send back──> open
      └──open again── cleared | confirmed
    lapsed: when a side changes (a new match follows), the entry ends, the person leaves

A confirmed match stays when a name changes: only people, the end of the entry or of the belonging
end it. Nothing of all this is seen by an organization before a match is put to it (`legal_bars`).

A *case* (`models/cases.py`) judges one organization for one application or partnership:

    open ──assess──> assessed ──put allegations──> asked ──answer, or days over──> replied
                        └─────────── rate (low, moderate) ─────────┐                  │ rate
                                                                   v                  v
         decided <──the route's people, or the committee──────── rated <──────────────┘
            ^
            └── the committee confirms ── stopped <── rate, when an exclusion criterion is met

    reopen: from any of them but open and closed back to open; what was given before counts no more

Where to look: what a source is and on which track it is used, `sources.py`; what a file may hold,
`list_files`; how a list comes into force, `commands/lists.py`; whence it is fetched, `fetching.py`;
who is compared with what, `commands/screenings.py` (one organization) and `commands/rescreening.py`
(everybody, with a new version); what opens, stays or lapses, `commands/hits.py`; what an index is,
`queries/indexes.py`; codes in words, `words.py`; what other features ask, the beginning of
`queries/matches.py`; what a company is asked, `questionnaire`; how a rating comes about,
`rating.py`; who decides, `routes.py`.
"""
