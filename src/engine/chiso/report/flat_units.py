"""Whether a unit may have two flat rows for a period, told by digests of what units are known by (`register`)."""

from __future__ import annotations

import polars as pl

from chiso.diagnostics.nearest import folded

_NAMES = ("unit", "parent")
_ODD = "[^ -~\u00a1-\u02ff\u1e00-\u1eff]|[\u00b5\u00df\u0130\u0149\u017f\u01f0\u1e96-\u1e9e]|  |^ | $"
"""Found in texts that are not folded by small letters alone."""


class FlatUnits:
    """The units of the rows seen so far."""

    def __init__(self) -> None:
        self._known: list[pl.DataFrame] = []

    def add(self, rows: pl.DataFrame) -> None:
        """Take rows in."""
        names = [small_letters(rows.get_column(name).fill_null("")) for name in _NAMES if name in rows.columns]
        named = pl.DataFrame([*names, rows.get_column("level"), rows.get_column("period")])
        self._known.append(pl.DataFrame([named.hash_rows().alias("name"), _codes(rows)]))

    def may_repeat(self) -> bool:
        """Whether two rows may be of one unit and period: of one code, or of one name where a code is not given."""
        known = pl.concat(self._known)
        codes = known.get_column("code").drop_nulls()
        if codes.n_unique() < codes.len():
            return True
        if known.get_column("name").n_unique() == known.height:
            return False
        same = known.lazy().group_by("name").agg(pl.len(), pl.col("code").null_count().alias("without"))
        return not same.filter((pl.col("len") > 1) & (pl.col("without") > 0)).collect().is_empty()


def _codes(rows: pl.DataFrame) -> pl.Series:
    if "code" not in rows.columns:
        return pl.Series("code", [None], dtype=pl.UInt64).new_from_index(0, rows.height)
    hashed = pl.struct("code", "period").hash()
    return rows.select(pl.when(pl.col("code").is_not_null()).then(hashed).alias("code")).to_series()


def small_letters(texts: pl.Series) -> pl.Series:
    """Texts in NFC as people compare them (`folded`)."""
    odd = texts.str.contains(_ODD)
    found = texts.str.to_lowercase()
    if not odd.any():
        return found
    return found.scatter(odd.arg_true(), [folded(text) for text in texts.filter(odd)])
