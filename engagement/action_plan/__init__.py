"""The action plan for paragraph 88: its 88 actions, who carries them out, and how far they are.

    draft -> submitted -> published -> withdrawn
               |  ^
               v  |
             returned            a progress update; a published one is corrected by a new one

The plan knows no feature. Features fill its registries from above: `services` (which page carries
out which action) and `indicators` (one figure each, as SQL). Any record links to an action by
`ActionLink`, and is shown through `core/subjects` to those who may see it.

Where to look: the actions and their wording: `plan`, `actions.json`; what a figure is and when it
may be shown: `indicators`; which figures there are: the features' `indicators.py`; who may write
and publish: `permissions`, `workflow`; the figures of a day: `commands/figures.py`, by night.
"""
