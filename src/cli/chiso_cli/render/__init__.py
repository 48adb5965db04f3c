"""Results and diagnostics for people."""
