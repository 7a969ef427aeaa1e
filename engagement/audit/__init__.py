"""The trail: who did what to which record, append-only, sealed by hash.

A command calls `commands.record`; PostgreSQL refuses to change or delete a row; a job seals new
rows each minute (`sealing.py`), and `flask audit verify` proves the seals.
"""
