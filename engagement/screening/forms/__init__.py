"""Forms of screening, by noun."""
