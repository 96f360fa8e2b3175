"""The command-line toolkit of PostHog's customer success engineers."""

__version__ = "0.1.0"
