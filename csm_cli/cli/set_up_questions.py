"""The questions of `csm init`: only what can't be found out, each with a proposal to take."""

from csm_cli.cli.invocation import YES, Invocation
from csm_cli.domain.errors import CsmError, WrongUsage
from csm_cli.domain.setup import Wanted, zendesk_address

NOTHING = "nothing was written"
_TRIES = 3


class Questions:
    """Asks them of a person, or without one takes the options and the proposals.

    Args:
        invocation: The run.
        profile: In which profile's table the answers go.
        asks: Whether there is a person, who wants to be asked.
        offline: Whether to leave the address unasked.
    """

    def __init__(self, invocation: Invocation, profile: str, *, asks: bool, offline: bool) -> None:
        self._invocation = invocation
        self._configuring = invocation.runtime.configuring
        self._profile = profile
        self._asks = asks
        self._offline = offline

    def answers(self, zendesk_url: str | None, client_id: str | None) -> list[Wanted]:
        """What shall stand in the config file.

        Raises:
            WrongUsage: an answer is no address, or the answers ended.
            Unavailable, NotFound: at the address is no Zendesk.
            KeyboardInterrupt: Ctrl-C is the answer. Nothing was written, each time.
        """
        wanted = [Wanted("zendesk.url", self._address(zendesk_url))]
        if client := self._client(client_id):
            wanted.append(Wanted("zendesk.client_id", client))
        return wanted

    def yes(self, question: str, otherwise: str = NOTHING) -> bool:
        """A question that is meant to be answered with yes; `otherwise` is said on Ctrl-C."""
        answer = self.line(f"{question} [Y/n] ", otherwise)
        return answer.casefold() in {"", *YES}

    def line(self, question: str, otherwise: str = NOTHING) -> str:
        """One line of a person's."""
        try:
            answer = self._invocation.asked(question)
        except KeyboardInterrupt:
            self._invocation.voice.write_here("")
            raise KeyboardInterrupt(otherwise) from None
        if answer is None:
            self._invocation.voice.write_here("")
            raise WrongUsage(
                "the answers ended", written=otherwise, hint="csm init --yes takes the proposals"
            )
        return answer

    def _address(self, given: str | None) -> str:
        proposed = str(self._configuring.proposed(self._profile, "zendesk.url"))
        if given is not None or not self._asks:
            return self._checked(given or proposed)
        for left in reversed(range(_TRIES)):
            typed = self.line(f"Zendesk's address [{proposed}]: ") or proposed
            try:
                return self._checked(typed)
            except CsmError as problem:
                if not left:
                    raise
                self._invocation.say(f"{problem.message}. Ctrl-C stops.")
        raise AssertionError

    def _checked(self, typed: str) -> str:
        """The origin, at which a Zendesk answers."""
        url = self._configuring.address(zendesk_address(typed))
        if not self._offline:
            self._configuring.setting_up.reach(url)
            self._invocation.say(f"{url} answers.")
        return url

    def _client(self, given: str | None) -> str | None:
        if given is not None or not self._asks:
            return _printable(given, "the client's identifier") if given else given
        if self._invocation.environment.variable("CSM_ZENDESK_CLIENT_ID"):
            return None
        if self._configuring.proposed(self._profile, "zendesk.client_id"):
            return None
        self._invocation.say(
            "Signing in goes through an OAuth client, which an admin makes once for everybody in "
            "Zendesk's Admin Center, under Apps and integrations: a public one, with the redirect "
            "URL http://127.0.0.1/callback."
        )
        typed = self.line("Its unique identifier [none: an API token, as long as those work]: ")
        return _printable(typed, "the client's identifier")


def _printable(typed: str, what: str) -> str:
    """What was typed, if it is one word.

    Raises:
        WrongUsage: there is a blank in it, or a key that leaves no letter, as an arrow's does.
    """
    if not typed.isprintable() or " " in typed:
        raise WrongUsage(f"{what} is no word: {typed[:60]!a}", written=NOTHING)
    return typed
