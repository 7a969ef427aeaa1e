"""How well and how fast names are matched, beside other matchers; the README says how to run it."""
