"""What `csm` says when nothing is set up yet: what it is, and the three ways to begin."""

from csm_cli.environment import Environment
from csm_cli.output.present import write_text

WELCOME = """\
csm is the command line of PostHog's customer success engineers. It tells support that you are on
a ticket, finds who owns a feature, hands a ticket to the team that can fix it, and answers a
customer's question who from PostHog was in their account.

Nothing is set up here yet.

  csm demo                      see it at work: a Zendesk and a PostHog on this machine, no account
  csm --sandbox show 48213      try a command yourself, on the same
  csm init                      set it up: writes a config file, signs you in, checks everything
  csm auth login                or sign in alone

csm --help lists the commands.
"""


def welcome(environment: Environment) -> None:
    """Say it on stdout."""
    write_text(environment, WELCOME)
