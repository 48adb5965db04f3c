"""`qd766/portal@2026` as one lazy polars query over Float64."""

from __future__ import annotations

import polars as pl
from polars import col


def _share(done: pl.Expr, due: pl.Expr, most: float, full: float = 1.0, empty: float | None = 0.0) -> pl.Expr:
    """So many points for a part of a whole; what is given where the whole is 0."""
    points = (done / due / full).clip(0, 1) * most
    return pl.when(due == 0).then(empty).otherwise(points).round(2, mode="half_away_from_zero")


_LARGER = pl.max_horizontal("received_reported", "received_portal")
_PARTS_OF_A_YEAR = (
    pl.when(col("period").str.len_chars() == 4)
    .then(1)
    .when(col("period").str.contains("Q", literal=True))
    .then(4)
    .otherwise(12)
)
_RECEIVED = pl.when(_LARGER > 0).then(_LARGER.cast(pl.Float64)).otherwise(col("received_last_year") / _PARTS_OF_A_YEAR)

INDICATORS = {
    "publish_on_time": _share(col("published_on_time"), col("published"), 6, empty=None),
    "public_update_on_time": _share(col("made_public_on_time"), col("due_public"), 4, empty=None),
    "public_content_full": _share(col("public_with_full_content"), col("public_procedures"), 2, empty=None),
    "dossier_sync": _share(col("synced_dossiers"), _RECEIVED, 6, empty=None),
    "dossier_on_time": _share(col("finished_on_time") + col("in_progress_on_time"), col("processed"), 20),
    "online_procedures": _share(col("partial_online") + col("full_online"), col("procedures"), 2, 0.8),
    "online_services_used": _share(col("online_services_with_dossiers"), col("online_services"), 4),
    "online_submissions": _share(col("received_online"), col("received"), 6, 0.5),
    "payment_integrated": _share(col("fee_procedures_integrated"), col("fee_procedures"), 2, 0.8),
    "payment_procedures_used": _share(col("fee_procedures_paid_online"), col("fee_procedures"), 2, 0.8),
    "payment_online": _share(col("paid_online"), col("with_obligation"), 6),
    "petition_processing_on_time": _share(col("petitions_on_time"), col("petitions"), 6, empty=6),
    "petition_handling_satisfaction": _share(
        col("petitions") - col("petitions_dissatisfied"), col("petitions"), 6, empty=6
    ),
    "dossier_receiving_satisfaction": _share(
        col("rated_dossiers") - col("dossiers_dissatisfied"), col("rated_dossiers"), 6, 0.9
    ),
    "original_result_available": _share(col("electronic_results"), col("dossiers_with_result"), 6, empty=None),
    "digitized_dossiers": _share(col("digitized"), col("to_digitize"), 4, empty=None),
    "reused_digitized_data": _share(col("reusing"), col("reusable"), 2, 0.8, empty=None),
    "electronic_certified_copy": (col("certified_copy_rate").cast(pl.Float64).clip(0, 1) * 2).round(
        2, mode="half_away_from_zero"
    ),
    "synced_with_personal_storage": _share(col("storage_connected"), col("storage_connectable"), 4, empty=None),
    "citizen_data_formality": _share(col("citizen_procedures_connected"), col("citizen_procedures"), 2, empty=None),
    "citizen_data_dossier": _share(col("citizen_dossiers_using"), col("citizen_dossiers"), 2, empty=None),
}

GROUPS = {
    "transparency": ("publish_on_time", "public_update_on_time", "public_content_full", "dossier_sync"),
    "progress": ("dossier_on_time",),
    "online_service": ("online_procedures", "online_services_used", "online_submissions"),
    "payment": ("payment_integrated", "payment_procedures_used", "payment_online"),
    "satisfaction": (
        "petition_processing_on_time",
        "petition_handling_satisfaction",
        "dossier_receiving_satisfaction",
    ),
    "digitization": (
        "original_result_available",
        "digitized_dossiers",
        "reused_digitized_data",
        "electronic_certified_copy",
        "synced_with_personal_storage",
        "citizen_data_formality",
        "citizen_data_dossier",
    ),
}

_TOTAL = col("total.points")
_BAND = (
    pl.when(_TOTAL >= 90)
    .then(pl.lit("excellent"))
    .when(_TOTAL >= 80)
    .then(pl.lit("good"))
    .when(_TOTAL >= 70)
    .then(pl.lit("fair"))
    .when(_TOTAL >= 50)
    .then(pl.lit("average"))
    .otherwise(pl.lit("weak"))
)


def query(table: pl.LazyFrame) -> pl.LazyFrame:
    """The points of every indicator, group and the total, and the band, beside the facts of each row."""
    facts = ("unit", "level", "period")
    indicators = table.select(*facts, *(points.alias(f"{id}.points") for id, points in INDICATORS.items()))
    groups = {
        f"{id}.points": pl.sum_horizontal(f"{part}.points" for part in parts).round(2) for id, parts in GROUPS.items()
    }
    total = pl.sum_horizontal(*groups).round(2).alias("total.points")
    return indicators.with_columns(**groups).with_columns(total).with_columns(_BAND.alias("total.band"))


def score_table(table: pl.DataFrame) -> pl.DataFrame:
    """A whole table at once."""
    return query(table.lazy()).collect()


NOT_LARGER = {  # what is a part of what
    "published_on_time": "published",
    "made_public_on_time": "due_public",
    "public_with_full_content": "public_procedures",
    "online_services_with_dossiers": "online_services",
    "received_online": "received",
    "fee_procedures_integrated": "fee_procedures",
    "fee_procedures_paid_online": "fee_procedures",
    "paid_online": "with_obligation",
    "petitions_on_time": "petitions",
    "petitions_dissatisfied": "petitions",
    "dossiers_dissatisfied": "rated_dossiers",
    "electronic_results": "dossiers_with_result",
    "digitized": "to_digitize",
    "reusing": "reusable",
    "storage_connected": "storage_connectable",
    "citizen_procedures_connected": "citizen_procedures",
    "citizen_dossiers_using": "citizen_dossiers",
}
_ON_TIME = col("finished_on_time") + col("in_progress_on_time")
CHECKS = (
    *(col(part) <= col(whole) for part, whole in NOT_LARGER.items()),
    col("processed") >= _ON_TIME,
    _ON_TIME + col("finished_late") + col("in_progress_late") == col("processed"),
    col("partial_online") + col("full_online") <= col("procedures"),
    col("certified_copy_rate") <= 1,
)
LEVELS = ("province", "department", "district", "commune")


def score_checked(table: pl.DataFrame) -> pl.DataFrame:
    """A whole table, refused where it breaks a check, a number is below 0 or a level unknown; points as decimals."""
    counts = table.select(pl.selectors.integer()).columns
    held = [*CHECKS, *(col(name) >= 0 for name in counts), col("level").is_in(LEVELS), col("unit").str.len_bytes() > 0]
    sound = table.lazy().select(pl.all_horizontal(check.all() for check in held)).collect().item()
    if not sound:
        raise ValueError("a check is broken")
    points = pl.selectors.ends_with(".points").cast(pl.Decimal(38, 2))
    return query(table.lazy()).with_columns(points).collect()
