"""Published figures held against the rules and against each other, with how each was rounded taken into account."""
