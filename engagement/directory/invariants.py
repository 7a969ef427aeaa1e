"""What must always hold for the register."""

from engagement.core.invariants import declare
from engagement.directory.queries.projection import DIFFERING

declare("the register's rows are what a recomputation gives", DIFFERING)
declare(
    "the register's words are those of its rows",
    """
    WITH known AS (SELECT DISTINCT term FROM register_term_variant),
         used AS (SELECT word FROM ts_stat('SELECT search FROM register_span')
                  WHERE left(word, 1) <> '~')
    SELECT coalesce(term, word) FROM known FULL JOIN used ON term = word
    WHERE term IS NULL OR word IS NULL
    """,
)
