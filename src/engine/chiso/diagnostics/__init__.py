"""Faults in what was given to us, as values: what is wrong, where, and the way out, in Vietnamese and English."""
