"""The examination: what the library finds in the register, shown to people."""
