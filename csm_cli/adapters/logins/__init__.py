"""Sign-ins that csm keeps on this machine: in the system's keyring, or in a file."""
