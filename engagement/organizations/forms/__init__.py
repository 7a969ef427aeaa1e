"""Pages of organizations, by noun."""
