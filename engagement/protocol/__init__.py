"""States' representatives and intergovernmental organizations: two short tracks of their own.

Accreditation means three things at UNEP (domain 0). Organizations go through `accreditation`; here
are States, whose representatives to the Committee of Permanent Representatives are named by note
verbale (action I.A.2), and intergovernmental organizations (rule 69).

    note verbale   received ──check──> checked ──record──> recorded   (what it names takes effect)
    or letter          └────────── return ──────┴──> returned, with a reason

Who entered a paper, or a line of it, does not check it: `workflow.py`, `another_checks`. A slip in
what is recorded is corrected by one officer with a reason (`commands/details.py`), a wrong last day
by another note; that an organization is an observer no more is found by two. Auditors read what was
entered in the period that their engagement covers (`Protocol.READ`), and no contacts. There is
no other rule of conflict: staff declare interests in organizations, and neither a State nor an
intergovernmental organization is one of ours.

A recorded note can name a State's own administrator. A protocol officer invites that address; who
accepts opens the accounts of the State's delegates and confirms the list once a year. What a person
is for a State stands in `Delegate` and reaches the rules as `Actor.delegate_of` and
`Actor.administers` (`queries/delegates.py`).

Names of permanent representatives are public, since States and the secretariat publish who heads a
mission; those of their colleagues are not, and contacts never: Member States see no more of a
person than the public does (product 2.1). `queries/representatives.py`, `public_name`, is the rule.

Where to look: what a note changes, `commands/notes.py`; who arrived and left,
`queries/movements.py`; figures for the action plan, `queries/coverage.py`.
"""
