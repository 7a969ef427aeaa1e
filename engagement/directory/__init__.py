"""The public register: who is, and on any day was, accredited; search, files, changes, reports.

    accreditation, names, protection ──command──> job ──commands.refresh──> register_row (today)
                                                                            register_span (any day)
                                                                            register_term_variant
    report about an entry: received ──> answered | closed

`models` are the narrow tables searched, `queries.projection` says what their rows must be,
`search` turns words into questions to the index, `queries.listing` asks them by `statements`,
`queries.changes` tells what happened day by day, `views` show it.
"""
