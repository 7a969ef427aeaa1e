"""Encouraging accreditation, as actions VIII.A.4 and I.A.2 ask: gaps, outreach, follow-up.

Three things that know little of each other:

- *Gaps*: a public page, computed from the register and the country table; nothing is stored.
- *Outreach records*: what a regional officer did, where and for whom. Its author can change one for
  a day; after that, notes correct it. They have no states.
- *Follow-ups*: whoever went through the eligibility checker can leave an address for ONE mail.

      asked ──link in a mail──> confirmed ──its day comes──> closed (mailed, or has applied already)
        └── not confirmed in time: deleted          every mail has a link that deletes at once

  Of a closed one that is deleted a count by year is left (`deletion.py`), which names nobody.

The public sees no figures on outreach: they would be so small for a region and a quarter that
most had to be hidden, and they count what the secretariat does, not what comes of it.

Where to look: what counts as a gap, `queries/gaps.py`; who is written to, `queries/follow_ups.py`;
what is deleted when, `retention.py`.
"""
