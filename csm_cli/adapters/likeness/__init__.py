"""Places to search for the same problem, each in its own syntax: the port `Place`."""
