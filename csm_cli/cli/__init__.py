"""The only importer of Typer: the command table, shared options, one file per command."""
