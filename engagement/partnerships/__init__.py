"""Partnerships with business and others: proposed, screened, decided, monitored, public.

Actions VIII.C.1 and VIII.C.2 of the action plan. Three registers that know little of each other:

A *partnership* (`models/partnership.py`):

    draft ──submit──> submitted ──the cases are decided──> screened ──recommend──> recommended
      │                   └── withdraw: withdrawn                                    │ decide
      v                                                          refused <──no───────┤ yes
    deleted        expired <──not begun in time── decided <──────────────────────────┘
                                                     └──begin──> active ──its last day──> reporting
                                              ended <──end early──┴───────────────────────┤
                                          completed <──accept the end report──────────────┘

Every partner gets a screening case (`engagement.screening`): what a case says is sealed from
partners, and so is the recommendation. Who decides follows from the riskiest case.

A *meeting with business* is entered by an officer, and public after some days.
A *complaint* comes from anybody, with a link to follow it:

    received ──look into──> looked into ──answer──> answered ──close──> closed

Where to look: who may what, `permissions.py`; what may be public, `queries/public.py`; when a
report is due, `monitoring.py`; what a decision was taken on, `queries/audit_file.py`.
"""
