"""Forms of encouraging: records for officers, an address for anybody."""
