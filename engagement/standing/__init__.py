"""Standing: what follows for an accreditation once it was granted.

    certificate   the paper of an organization: page and PDF, while its accreditation is listed
    credential    the same as signed text for programs; it runs out, and is renewed on download
    status list   the status of all accreditations today as a signed list of numbers, each hour;
                  whoever has credential, keys and list can check without asking us

Models, queries, commands and views are packages by noun. How to check a credential without us is
in `docs/credentials.md`; keys and signatures are `engagement.signing`, PDF `engagement.printing`.
"""
