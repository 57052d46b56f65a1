"""Who can do each step of a matter today, when some persons are absent and some must step aside."""
