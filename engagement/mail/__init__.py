"""Mail as part of the change: rendered and stored in the command, delivered by a job.

states of a message: queued —delivered→ sent | —refused for good→ failed | —recalled→ recalled;
kept, where no mail server is configured. What was said about a case is evidence: those texts stay
as long as the case. Of other mail the row stays and its words go (`retention.py`).
"""
