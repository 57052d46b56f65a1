"""Pages of the register: browsing, proposing, deciding, exchanging, disputing."""
