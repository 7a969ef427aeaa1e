"""People: accounts, sign-in, sessions on the server, staff roles, second factor, requests.

account: created —verify mail→ open —deactivate→ closed —activate→ open; invited —accept→ open
session: password or link —(code, for staff and who chose so)→ whole —idle, longest, end→ over

A password or an e-mailed link begins a session; each is a row that can be ended from anywhere.
One that lacks its second factor is nobody's (`session_cookie.half_session`), and roles do not
count in it (`Account.active_roles`). Grave routes say `@access(…, fresh=True)`: `views/step_up.py`
asks again who sits there, and what is gravest needs two administrators (`commands/grave_acts.py`).
The app's secret is derived, never stored (`second_factor.py`).
"""
