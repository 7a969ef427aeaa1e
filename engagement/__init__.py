"""The platform by which stakeholders take part in the work of UNEP. See ARCHITECTURE.md."""

import zoneinfo

# The zones of the pinned package, not of the system, which may be years behind the laws: an hour
# would be wrong, and not the same on two machines.
zoneinfo.reset_tzpath(to=())
