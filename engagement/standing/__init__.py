"""An accreditation after it was granted: reports, due process, changes, what happens tonight.

A report:      open -> submitted -> accepted
                        submitted -> returned -> submitted
A proceeding:  noticed -> decided -> in effect -> over     (a suspension that was lifted)
               noticed | decided -> dropped
               decided | in effect -> reconsideration -> decided | in effect (upheld), overturned
A change:      submitted -> accepted | refused | withdrawn
A merger:      proposed -> carried out -> undone;  proposed -> dropped

A certificate is issued while an accreditation is listed; a credential says the same to programs,
and the signed list of statuses, issued each hour, lets them check it without asking us
(`docs/credentials.md`; keys and signatures are `engagement.signing`, PDF `engagement.printing`).

`accreditation/commands/status.py` alone writes status periods. Jobs propose batches and remind;
people decide. What a person's decision set for a day, a job carries out on that day
(`commands/night.py`).
"""
