"""Results as plain data for people and for other programs."""
