"""Reports that csm wrote, read again: rows and stamps, whatever the format.

What is read comes from a file that anybody may have changed. It is never run, no address in it
is opened, and what can't be read is told as damage.
"""
