"""Tables in files that somebody sends: CSV and XLSX in, lines with their numbers out.

`reading.py` is the one way in (`read_table`); `text.py` reads CSV, `workbooks.py` XLSX, and
`refusals.py` has a sentence for each thing that can be wrong with a file or a line. Pure: nothing
here knows HTTP, the database, or what a table is about. Reading changes nothing, so whoever takes
a table in can first show what would follow.
"""
