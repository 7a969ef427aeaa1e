"""Pages of accreditation, by noun."""
