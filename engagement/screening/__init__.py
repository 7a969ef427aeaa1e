"""Is this party listed, and how risky is it: lists, matches, risk, the partnership committee.

Knows organizations and their people, and neither accreditation nor partnerships: whoever needs an
answer asks (`queries`), and is told of changes by jobs that it registers for.

A *list version* (`models/lists.py`) is one file as it was read:

    received ──read──> held ──a person confirms──> in force ──the next one──> superseded
        ├────────────── nothing implausible ─────────^
        └── unreadable, older, empty: refused          (the version in force stays in force)

Where to look: what a source is and on which track it is used, `sources.py`; what a file may hold,
`list_files`; how one comes into force, `commands/lists.py`; whence it is fetched, `fetching.py`.
"""
