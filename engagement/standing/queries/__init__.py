"""Reading accreditations that were granted: a module for each noun.

`accreditations` is the list of the desk and what one page shows, `days` says when a thing is due.
"""
