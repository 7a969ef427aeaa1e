"""States' representatives, delegations, intergovernmental organizations, countries."""
