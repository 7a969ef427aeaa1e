"""Meetings for which people register: online, in person or both.

A meeting has sessions (when), categories (who, on what legal basis, how many, until when) and
quotas across categories. A registration belongs to a meeting and a category:

    invited -> draft -> submitted -> confirmed | waiting | refused
                                     waiting   -> confirmed, by a timed offer
                                     each      -> withdrawn
                        confirmed -> attended | no-show, after the meeting

What the register knows is not asked: the standing of an organization is read when it is needed,
never copied (`queries/standing.py`). Places are counted under one lock (`commands/places.py`).

Where to look: who gets a place, who waits, who is offered one: `commands/places.py`,
`commands/offering.py`; what may hold a registration back (approval, consent, chaperone):
`queries/obstacles.py`; states: `workflow/`; when all of a joint registration is over:
`queries/meetings.py`; instants and calendar files: `calendar.py`, `calendar_entries.py`,
`core/deadlines.py`; whatever moves, cancels or relinks a session calls `commands/touching.py`, and
everybody is told by `commands/telling.py`, reminders too (`queries/notices.py`); postponing and
what moves along: `commands/postponing.py`, `commands/deadlines.py`; what counts as having taken
part: `queries/attendance.py`, and the states that follow: `commands/noting.py`; who speaks:
`speaking_order.py`, `commands/floor.py`.
"""
