"""The rules of `qd766/portal@2026` written by hand over floating point, as somebody without chiso would."""
