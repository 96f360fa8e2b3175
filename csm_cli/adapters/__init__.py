"""All contact with the outside, one file or folder per outside system."""
