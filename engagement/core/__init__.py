"""The ideas every feature is made of: transactions, permissions, transitions, words, time.

No Flask here, except its session and gettext extensions. Start with `db.py`, then `permissions.py`.
"""
