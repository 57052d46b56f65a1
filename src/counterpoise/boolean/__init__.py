"""Words of algebra: monotone formulas and the engines that answer questions on them."""
