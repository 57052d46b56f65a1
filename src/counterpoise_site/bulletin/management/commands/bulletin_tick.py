"""Do what time asks of the bulletin; run it every hour from a timer. A missed hour repairs itself."""

from __future__ import annotations

import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from counterpoise_site.bulletin import actions, counting, notices
from counterpoise_site.bulletin.comments import KEEP_REFUSED, KEEP_SECRET


class Command(BaseCommand):
    """Publish what is due, remind moderators, erase on time, close the counting of readers."""

    help = "Publish what was approved for now, remind moderators, erase what must go, close past hours."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do each; all may be repeated."""
        late = notices.remind()
        words, links = actions.erase(refused_before=KEEP_REFUSED, secrets_before=KEEP_SECRET)
        counting.close_hours(before=int(time.time()) // counting.HOUR)
        self.stdout.write(f"reminded of {late}, erased the words of {words} and {links} links")
        call_command("publish_scheduled", verbosity=0)  # last: words nobody approved stop it
