"""Mail as part of the change: rendered and stored in the command, delivered by a job.

states of a message: queued —delivered→ sent | —refused for good→ failed | —recalled→ recalled;
kept, where no mail server is configured. What was said is evidence: texts stay.
"""
