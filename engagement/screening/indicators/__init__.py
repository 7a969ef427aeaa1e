"""The figures of screening for the action plan: VIII.C.5 (risk) and VIII.C.7 (Global Compact).

How cases and matches went is guarded by the small-number rule. All statements take `:day` alone.
"""

from engagement.screening.indicators import compact, diligence

__all__ = ["compact", "diligence"]
