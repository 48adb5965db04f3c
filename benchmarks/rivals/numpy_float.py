"""`qd766/portal@2026` over numpy arrays of float64."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rivals.polars_float import GROUPS

Numbers = NDArray[np.float64]

_BANDS = (("excellent", 90), ("good", 80), ("fair", 70), ("average", 50))


def _rounded(points: Numbers) -> Numbers:
    return np.floor(points * 100 + 0.5) / 100


def _share(done: Numbers, due: Numbers, most: float, full: float = 1.0, empty: float = 0.0) -> Numbers:
    """So many points for a part of a whole; what is given where the whole is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        points = np.clip(done / due / full, 0, 1) * most
    return _rounded(np.where(due == 0, empty, points))


def _received(n: dict[str, Numbers], periods: pl.Series) -> Numbers:
    larger = np.maximum(n["received_reported"], n["received_portal"])
    parts = {period: 1 if len(period) == 4 else 4 if "Q" in period else 12 for period in periods.unique()}
    return np.where(larger > 0, larger, n["received_last_year"] / periods.replace_strict(parts).to_numpy())


def _indicators(n: dict[str, Numbers], periods: pl.Series) -> dict[str, Numbers]:
    return {
        "publish_on_time": _share(n["published_on_time"], n["published"], 6, empty=np.nan),
        "public_update_on_time": _share(n["made_public_on_time"], n["due_public"], 4, empty=np.nan),
        "public_content_full": _share(n["public_with_full_content"], n["public_procedures"], 2, empty=np.nan),
        "dossier_sync": _share(n["synced_dossiers"], _received(n, periods), 6, empty=np.nan),
        "dossier_on_time": _share(n["finished_on_time"] + n["in_progress_on_time"], n["processed"], 20),
        "online_procedures": _share(n["partial_online"] + n["full_online"], n["procedures"], 2, 0.8),
        "online_services_used": _share(n["online_services_with_dossiers"], n["online_services"], 4),
        "online_submissions": _share(n["received_online"], n["received"], 6, 0.5),
        "payment_integrated": _share(n["fee_procedures_integrated"], n["fee_procedures"], 2, 0.8),
        "payment_procedures_used": _share(n["fee_procedures_paid_online"], n["fee_procedures"], 2, 0.8),
        "payment_online": _share(n["paid_online"], n["with_obligation"], 6),
        "petition_processing_on_time": _share(n["petitions_on_time"], n["petitions"], 6, empty=6),
        "petition_handling_satisfaction": _share(
            n["petitions"] - n["petitions_dissatisfied"], n["petitions"], 6, empty=6
        ),
        "dossier_receiving_satisfaction": _share(
            n["rated_dossiers"] - n["dossiers_dissatisfied"], n["rated_dossiers"], 6, 0.9
        ),
        "original_result_available": _share(n["electronic_results"], n["dossiers_with_result"], 6, empty=np.nan),
        "digitized_dossiers": _share(n["digitized"], n["to_digitize"], 4, empty=np.nan),
        "reused_digitized_data": _share(n["reusing"], n["reusable"], 2, 0.8, np.nan),
        "electronic_certified_copy": _rounded(np.clip(n["certified_copy_rate"], 0, 1) * 2),
        "synced_with_personal_storage": _share(n["storage_connected"], n["storage_connectable"], 4, empty=np.nan),
        "citizen_data_formality": _share(n["citizen_procedures_connected"], n["citizen_procedures"], 2, empty=np.nan),
        "citizen_data_dossier": _share(n["citizen_dossiers_using"], n["citizen_dossiers"], 2, empty=np.nan),
    }


def score_table(table: pl.DataFrame) -> pl.DataFrame:
    """A whole table at once, column by column; a value that is not there is not a number."""
    numbers = {
        name: table[name].cast(pl.Float64).to_numpy() for name in table.columns if table.schema[name].is_numeric()
    }
    points = _indicators(numbers, table["period"])
    for group, parts in GROUPS.items():
        points[group] = _rounded(np.nansum([points[part] for part in parts], axis=0))
    points["total"] = _rounded(np.sum([points[group] for group in GROUPS], axis=0))
    reached = [points["total"] >= at_least for _, at_least in _BANDS]
    band = pl.Series([id for id, _ in _BANDS] + ["weak"]).gather(np.select(reached, range(len(_BANDS)), len(_BANDS)))
    facts = {fact: table[fact] for fact in ("unit", "level", "period")}
    found = {**facts, **{f"{id}.points": column for id, column in points.items()}}
    return pl.DataFrame({**found, "total.band": band}).with_columns(pl.col(pl.Float64).fill_nan(None))
