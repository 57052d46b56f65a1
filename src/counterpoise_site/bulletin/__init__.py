"""The bulletin: what an office publishes to citizens."""
