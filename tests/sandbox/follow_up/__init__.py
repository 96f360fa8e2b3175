"""The sandbox's status page, and its GitHub's page of one issue."""
