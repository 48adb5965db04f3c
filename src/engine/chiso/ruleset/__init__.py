"""One rule set: the document as written, checked in its shape, compiled to a program."""
