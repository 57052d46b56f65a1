"""The public register: who holds which offices, for anybody; names only where the office made them public."""
