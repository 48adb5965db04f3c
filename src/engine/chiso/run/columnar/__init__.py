"""Many records at once, in columns: the digits of the exact evaluator, computed over integers with proven bounds."""
