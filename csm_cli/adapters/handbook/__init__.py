"""The handbook's page "Feature ownership" on PostHog's website, read as a table of owners."""
