"""Builds what replies to customers; no property of the runtime leads here, so no note can."""

from csm_cli.adapters.own_credentials import own_credentials
from csm_cli.adapters.reply_journal import SqliteReplyJournal
from csm_cli.adapters.zendesk import build
from csm_cli.domain.reply_rules import Internal
from csm_cli.runtime.run import Runtime
from csm_cli.runtime.tickets import new_id
from csm_cli.services.guarding import Guard
from csm_cli.services.reply_delivery import Wait
from csm_cli.services.replying import Replying, Rules


def replying(runtime: Runtime) -> Replying:
    """Replying to customers, with the desk, the journal and the facts of this run."""
    settings, desk = runtime.accounts, runtime.desk
    outlet = build.replies(settings, runtime.person, lambda: desk.me().person)
    runtime.close_at_end(outlet.close)
    guard = Guard(lambda: own_credentials(settings))
    return Replying(
        desk,
        outlet,
        SqliteReplyJournal(runtime.journal),
        Rules(
            Internal.of(settings.facts, settings.zendesk().url),
            lambda text: guard.secrets(text, "the reply"),
            int(settings.facts["sending"]["reply_limit"]),
            settings.facts["sending"],
        ),
        Wait(
            settings.seconds("CSM_VERIFY_SECONDS", "verify_seconds"),
            runtime.person.sleep,
            runtime.person.announce,
        ),
        new_id,
    )
