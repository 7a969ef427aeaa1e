"""When a record of screening may move on, and where to, by noun."""
