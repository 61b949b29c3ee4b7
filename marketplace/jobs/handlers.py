"""What the worker can do: kind of job → function, which works outside any transaction and ends with `ticket.done`."""

from __future__ import annotations

from collections.abc import Callable

from marketplace.domain.parties import mails
from marketplace.jobs import daily, demand, imports, listings
from marketplace.jobs.accounts import issue_reset_link, send_account_mail
from marketplace.jobs.notices import deliver_notice
from marketplace.jobs.ticket import Ticket

Handler = Callable[[Ticket], None]

HANDLERS: dict[str, Handler] = {
    "deliver_notice": deliver_notice,
    "ask_reset": issue_reset_link,
    "expire_offers": daily.expire_open_offers,
    "bring_accounts_forward": daily.bring_accounts_forward,
    "check_listings": listings.check_listings,
    "check_patents": listings.check_patents,
    "match_needs": demand.match_needs,
    "send_digests": demand.send_digests,
    "send_reminders": daily.send_reminders,
    "forget_secrets": daily.forget_secrets,
    "sweep_imports": daily.sweep_imports,
    "refresh_statistics": daily.refresh_statistics,
    "read_import": imports.read_import,
    "run_import": imports.run_import,
    **{kind: send_account_mail for kind in mails.KINDS},
}

# what follows, in its last transaction, where a job was tried for the last time
GIVEN_UP: dict[str, Handler] = {
    "read_import": imports.give_up_reading,
    "run_import": imports.give_up_intake,
}
