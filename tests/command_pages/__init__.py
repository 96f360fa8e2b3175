"""Writes `docs/reference/commands/` out of the commands themselves.

python -m tests.generated

A test compares the committed pages with what this would write.
"""
