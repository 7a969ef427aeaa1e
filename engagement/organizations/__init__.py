"""Organizations: who they are, what they are called, who belongs to them, who is kept away.

One profile serves accreditation, partnerships, meetings. Its sections (`ProfileSection`) are what
an application asks for; whatever is searched, counted or decided on is a column.

An organization that nobody leads is claimed by somebody of it, or recovered by staff: `workflow.py`
has the states, `commands/claims.py` and `commands/claim_checks.py` the steps.
"""
