"""Pages of accounts, by noun: signing up and in, one's own account, people."""
