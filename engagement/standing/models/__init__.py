"""Tables of the time after an accreditation was granted, by noun."""
