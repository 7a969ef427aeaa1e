"""An accreditation after it was granted: reports, due process, changes, what happens tonight.

A report:      open -> submitted -> accepted
                        submitted -> returned -> submitted
A proceeding:  noticed -> decided -> in effect -> over     (a suspension that was lifted)
               noticed | decided -> dropped
               decided | in effect -> reconsideration -> decided | in effect (upheld), overturned
               over -> in effect | reconsideration     (what had ended the suspension was undone)
A change:      submitted -> accepted | refused | withdrawn
A correction:  proposed -> confirmed | dropped     (of what was recorded of before the platform)
A merger:      proposed -> carried out -> undone;  proposed -> dropped

A certificate is issued while an accreditation is listed; a credential says the same to programs,
and the signed list of statuses, issued each hour, lets them check it without asking us
(`docs/credentials.md`; keys and signatures are `engagement.signing`, PDF `engagement.printing`).

What is sent is kept as it was sent (`commands/sendings.py`). A notice by post is decided on after
it was posted, and its days count from then (`commands/posted_notices.py`).

`accreditation/commands/status.py` alone writes status periods. Jobs propose batches and remind;
people decide. What a person's decision set for a day, a job carries out on that day
(`commands/night.py`).
"""
