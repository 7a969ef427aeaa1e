"""Rules staff may change: declared in code with a default, changed on a page, audited."""
