"""Commands on accreditations that were granted, by noun."""
