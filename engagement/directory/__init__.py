"""The public register: who is accredited, since when, with which status; search and files.

    accreditation, names, protection ──command──> job ──commands.refresh──> register_row
                                                                            register_term_variant

`models` are the narrow tables searched, `queries.projection` says what their rows must be,
`search` turns words into questions to the index, `queries.listing` asks them, `views` show it.
"""
