"""Accreditation: an organization applies, is reviewed, is decided on by somebody else.

    draft —submit→ submitted —accept→ in review —recommend→ recommended —accredit→ accredited
      submitted —return→ returned —resubmit→ submitted            —refuse→ refused
      in review —ask→ clarification —answer→ in review            —send back→ in review
      refused —ask→ reconsideration —uphold→ refused for good
                                    —overturn→ accredited, —reopen→ in review
      withdraw before a decision → withdrawn; a deadline missed → closed without prejudice

The table itself is in `workflow.py`, who may in `permissions.py`, what is asked in `tracks.py`
and `sections.py`. A decision is pending for ten minutes (`Decision.effective_at`); the state moves
when it takes effect, so nobody but approvers can see it earlier.

What was accredited before the platform is recorded: `commands/recording.py`, lists of members are
read by `member_lists.py`.
"""
