"""The public register: who is accredited, since when, with which status; search and files."""
