"""The version of the program, as scorecards and the command line state it."""

__version__ = "0.1.0"
