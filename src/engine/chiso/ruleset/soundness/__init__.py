"""What must hold of a rule set as a whole, found before any unit is scored."""
