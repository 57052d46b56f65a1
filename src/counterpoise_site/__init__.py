"""The site of Counterpoise: it keeps the register, shows what the library finds, and publishes it."""
