"""One use case a module: ports in, a result value out; no printing, no prompting."""
