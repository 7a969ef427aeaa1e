"""Organizations: who they are, what they are called, who belongs to them, who is kept away.

One profile serves accreditation, partnerships, meetings. Its sections (`ProfileSection`) are what
an application asks for; whatever is searched, counted or decided on is a column.
"""
