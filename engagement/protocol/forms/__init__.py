"""Forms of the two short tracks."""
