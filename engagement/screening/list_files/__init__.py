"""Files of lists, as their publishers give them: files in, entries out. Pure, no session, no web.

- `entries`: what every reader gives, an entry with names, births, identifiers, and its hash.
- `reading`: `SOURCES`, which list comes in which files, and `read`, the one way in.
- `refusals`: `Unreadable`, a file refused whole with one sentence that says what to do.
- one module a publisher: `united_nations`, `ofac` (with `ofac_remarks`), `ineligible` (the World
  Bank and the EBRD), `global_compact`, `exclusion`.
- behind them: `files` (what a file is by its first bytes, limits), `tables` (CSV), `workbooks`
  (XLSX), `written_names` (one cell, several names), `places` (names of countries), `days`.
- `differences`: what changed between two versions, and whether the newer is plausible.

Formats, columns and refusals in words: docs/lists.md.
"""
