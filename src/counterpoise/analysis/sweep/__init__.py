"""Many places under one framework: each pattern of holdings is examined once and told of all that share it."""
