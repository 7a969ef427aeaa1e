"""The platform by which stakeholders take part in the work of UNEP. See ARCHITECTURE.md."""
