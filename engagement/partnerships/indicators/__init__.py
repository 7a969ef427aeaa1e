"""The figures of partnerships for the action plan: VIII.C.1, C.2, and of partners C.5 and C.7.

The registers are public, so what they list is counted as it is, without withheld entries. What
they do not show is guarded by the small-number rule. All statements take `:day` alone.
"""

from engagement.partnerships.indicators import meetings, partners, partnerships

__all__ = ["meetings", "partners", "partnerships"]
