"""Data in: files and mappings to records, every value exact and in its place."""
