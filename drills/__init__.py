"""Drills: the product as a whole under faults. Run by hand; each prints what it found."""
