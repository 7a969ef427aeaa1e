"""Reading the register: a public list, so the same for everybody.

`listing` searches and pages it, `entries` shows one, `projection` says what its rows must be.
"""
