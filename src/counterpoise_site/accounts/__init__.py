"""Accounts, the one natural person behind each, and the roles they hold."""
