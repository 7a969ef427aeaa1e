"""Online meetings: when they are, who takes part, how they are told."""
