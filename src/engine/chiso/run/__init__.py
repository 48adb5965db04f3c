"""Program and records to scorecards: exact, traced, and ranked."""
