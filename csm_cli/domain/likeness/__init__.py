"""The same problem elsewhere: what to search for, what may be said in public, what fits best."""
