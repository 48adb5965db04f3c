"""What the ways to score are called, and which of them are held against which."""

POLARS, NUMPY, PYTHON = "polars by hand", "numpy by hand", "python by hand"
ROUNDED = "python by hand, round()"
CHECKED = "polars by hand, checks, decimals"
EVALUATED = "chiso evaluation alone"
COLUMNAR, ROWWISE, TRACED = "chiso score_table", "chiso row path", "chiso with trace"
SCORER, SCORE = "chiso.scorer, with checks", "chiso.score"

OF_TABLES = (COLUMNAR, EVALUATED, POLARS, CHECKED, NUMPY, PYTHON)
OF_RECORDS = ((ROWWISE, TRACED), (ROWWISE, PYTHON), (ROWWISE, ROUNDED), (SCORER, SCORE))
STREAMING = (POLARS, COLUMNAR)

LONGEST = 10
"""Seconds that one run may take; what would take longer is left out."""
