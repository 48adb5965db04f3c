"""The command line of chiso; everything it knows of rules and records it asks of `chiso`."""
