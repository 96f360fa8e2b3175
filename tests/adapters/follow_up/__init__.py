"""The status page and GitHub's issues, as csm asks them."""
