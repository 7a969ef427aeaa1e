"""Reading what follows for accreditations, by noun."""
