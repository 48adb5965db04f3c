"""The conformance suite of the rule language: data that any implementation can run, and a runner for this one."""
