"""People: accounts, sign-in, sessions on the server, staff roles, second factor.

account: created —verify mail→ verified —deactivate→ deactivated —activate→ verified
A password or an e-mailed link signs in; each sign-in is a row that can be ended from anywhere.
"""
