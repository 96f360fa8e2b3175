"""Makes the files that are shipped and made from csm's own parser: `python -m tests.generated`."""
