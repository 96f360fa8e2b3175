"""The list of tickets as a full-screen view that stays current. Needs the extra `tui`."""
