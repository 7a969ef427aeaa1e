"""Forms of partnerships, by noun."""
