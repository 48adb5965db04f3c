"""`qd766/portal@2026` as a script over floats, one record after the other.

It rounds as the rules say, or as scripts mostly do: by `round`, which is slower and gets ties wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import floor

Points = dict[str, float | None]
Share = Callable[..., float | None]

BANDS = (("excellent", 90), ("good", 80), ("fair", 70), ("average", 50), ("weak", 0))


def half_up(done: float, due: float, most: float, full: float = 1.0, empty: float | None = 0.0) -> float | None:
    """So many points for a part of a whole; what is given where the whole is 0."""
    if due == 0:
        return empty
    return floor(max(0.0, min(1.0, done / due / full)) * most * 100 + 0.5) / 100


def by_round(done: float, due: float, most: float, full: float = 1.0, empty: float | None = 0.0) -> float | None:
    """The same, rounded by `round`, where nothing is below 0."""
    if due == 0:
        return empty
    return round(most * min(1.0, done / due / full), 2)


def _received(n: Mapping[str, float], period: str) -> float:
    larger = max(n["received_reported"], n["received_portal"])
    if larger > 0:
        return larger
    return n["received_last_year"] / (1 if len(period) == 4 else 4 if "Q" in period else 12)


def _transparency(n: Mapping[str, float], period: str, share: Share) -> Points:
    return {
        "publish_on_time": share(n["published_on_time"], n["published"], 6, empty=None),
        "public_update_on_time": share(n["made_public_on_time"], n["due_public"], 4, empty=None),
        "public_content_full": share(n["public_with_full_content"], n["public_procedures"], 2, empty=None),
        "dossier_sync": share(n["synced_dossiers"], _received(n, period), 6, empty=None),
    }


def _progress(n: Mapping[str, float], share: Share) -> Points:
    on_time = n["finished_on_time"] + n["in_progress_on_time"]
    return {"dossier_on_time": share(on_time, n["processed"], 20)}


def _online_service(n: Mapping[str, float], share: Share) -> Points:
    return {
        "online_procedures": share(n["partial_online"] + n["full_online"], n["procedures"], 2, 0.8),
        "online_services_used": share(n["online_services_with_dossiers"], n["online_services"], 4),
        "online_submissions": share(n["received_online"], n["received"], 6, 0.5),
    }


def _payment(n: Mapping[str, float], share: Share) -> Points:
    return {
        "payment_integrated": share(n["fee_procedures_integrated"], n["fee_procedures"], 2, 0.8),
        "payment_procedures_used": share(n["fee_procedures_paid_online"], n["fee_procedures"], 2, 0.8),
        "payment_online": share(n["paid_online"], n["with_obligation"], 6),
    }


def _satisfaction(n: Mapping[str, float], share: Share) -> Points:
    petitions, rated = n["petitions"], n["rated_dossiers"]
    return {
        "petition_processing_on_time": share(n["petitions_on_time"], petitions, 6, empty=6.0),
        "petition_handling_satisfaction": share(petitions - n["petitions_dissatisfied"], petitions, 6, empty=6.0),
        "dossier_receiving_satisfaction": share(rated - n["dossiers_dissatisfied"], rated, 6, 0.9),
    }


def _digitization(n: Mapping[str, float], share: Share) -> Points:
    return {
        "original_result_available": share(n["electronic_results"], n["dossiers_with_result"], 6, empty=None),
        "digitized_dossiers": share(n["digitized"], n["to_digitize"], 4, empty=None),
        "reused_digitized_data": share(n["reusing"], n["reusable"], 2, 0.8, empty=None),
        "electronic_certified_copy": share(n["certified_copy_rate"], 1, 2),
        "synced_with_personal_storage": share(n["storage_connected"], n["storage_connectable"], 4, empty=None),
        "citizen_data_formality": share(n["citizen_procedures_connected"], n["citizen_procedures"], 2, empty=None),
        "citizen_data_dossier": share(n["citizen_dossiers_using"], n["citizen_dossiers"], 2, empty=None),
    }


def _sum(points: Points) -> float:
    return round(sum(value for value in points.values() if value is not None), 2)


def score(record: Mapping[str, float], period: str, share: Share = half_up) -> tuple[Points, str]:
    """The points of every indicator, group and the total of one record, and its band."""
    groups = {
        "transparency": _transparency(record, period, share),
        "progress": _progress(record, share),
        "online_service": _online_service(record, share),
        "payment": _payment(record, share),
        "satisfaction": _satisfaction(record, share),
        "digitization": _digitization(record, share),
    }
    points: Points = {}
    total = 0.0
    for id, indicators in groups.items():
        points.update(indicators)
        points[id] = added = _sum(indicators)
        total += added
    points["total"] = total = round(total, 2)
    return points, next(id for id, at_least in BANDS if total >= at_least)
