"""Forms of accreditations that were granted, by noun."""
