"""One record without a trace: a program as closures over whole numbers."""
