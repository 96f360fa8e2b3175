"""The scenario that ships with the sandbox, and the program that writes its files.

`build.py` turns the story told in these modules into the folder `default/`. Nothing here is
imported when a sandbox runs: it reads the files. Every person, company and address is invented.
"""
