"""The figures of accreditation for the action plan, mostly for VIII.A.4 and VIII.A.2.

The register is public, so what it lists is counted as it is. How cases went is guarded by the
small-number rule. All statements take `:day` alone, beside fixed lists, and describe that day by
the records of today: seat and Major Group as the register shows them for that day.
"""

from engagement.accreditation.indicators import accredited, cases

__all__ = ["accredited", "cases"]
