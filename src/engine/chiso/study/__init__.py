"""Many runs of the rules: what they should give, and what they give."""
