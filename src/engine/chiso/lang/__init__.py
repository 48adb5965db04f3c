"""One expression: its grammar, types, values and functions; text in, typed tree out, value out."""
