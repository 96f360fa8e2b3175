"""Rules of the work: values in, values out; no I/O, no clock, no environment."""
