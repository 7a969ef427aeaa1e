"""Flask glue: access, languages, errors, forms, headers. Rules never import it."""
