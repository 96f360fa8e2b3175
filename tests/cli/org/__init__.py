"""Tests of `csm org`, and of an audit whose organization is not named by its id."""
