"""What the responses of the National Public Service Portal call things, and which inputs of the rules these are.

Counts go to the inputs of the same name. Where the portal gives one figure for what the rules ask in several, the rate
is taken as reported and nothing is made up; only a zero says what all of its parts are.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from chiso.ruleset.program import TOTAL

ENDPOINTS: Mapping[str, str] = {
    "transparency": "transparency",
    "progress": "dvc-progress-tree",
    "online_service": "provide-online-tree",
    "payment": "formality-online-payment-tree",
    "satisfaction": "handling-satisfaction",
    "digitization": "dossier-digitized",
    TOTAL: "service-results",
}
"""The portal's own name of the response for each group."""

GROUP_CODES: Mapping[str, str] = {
    "CKMB": "transparency",
    "TDGQ": "progress",
    "CLGQ": "online_service",
    "TTTT": "payment",
    "MDHL": "satisfaction",
    "MDSH": "digitization",
}
"""The groups as `service-results` names them."""


class Counts(Enum):
    """What the numerator and denominator of a metric are to the rules."""

    INPUTS = "two inputs"
    COMPLEMENT = "the denominator is an input, and so is what the numerator lacks of it"
    RATE = "their quotient is the rate; the parts of the denominator are not known"
    RATE_INPUT = "their quotient, or the ratio, is an input"
    SHOWN = "nothing that is scored"


class Metric(NamedTuple):
    """One metric: the group and indicator it is about, and the inputs it gives.

    `zeros` are the inputs that are all 0 when the figure they make up is.
    """

    group: str
    indicator: str
    counts: Counts
    numerator: str = ""
    denominator: str = ""
    zeros: tuple[str, ...] = ()


_RECEIVED = ("received_reported", "received_portal", "received_last_year")

METRICS: Mapping[str, Metric] = {
    "PUBLISH_ON_TIME": Metric("transparency", "publish_on_time", Counts.INPUTS, "published_on_time", "published"),
    "PUBLIC_UPDATE_ON_TIME": Metric(
        "transparency", "public_update_on_time", Counts.INPUTS, "made_public_on_time", "due_public"
    ),
    "PUBLIC_CONTENT_FULL": Metric(
        "transparency", "public_content_full", Counts.INPUTS, "public_with_full_content", "public_procedures"
    ),
    "DOSSIER_SYNC": Metric("transparency", "dossier_sync", Counts.RATE, "synced_dossiers", zeros=_RECEIVED),
    "ORIGINAL_RESULT_AVAILABLE": Metric(
        "digitization", "original_result_available", Counts.INPUTS, "electronic_results", "dossiers_with_result"
    ),
    "SO_HOA_GIAY_TO_GIAI_QUYET": Metric(
        "digitization", "digitized_dossiers", Counts.INPUTS, "digitized", "to_digitize"
    ),
    "REUSED_DIGITIZED_DATA": Metric("digitization", "reused_digitized_data", Counts.INPUTS, "reusing", "reusable"),
    "SYNCED_WITH_DVCQG_PERSONAL_STORAGE": Metric(
        "digitization", "synced_with_personal_storage", Counts.INPUTS, "storage_connected", "storage_connectable"
    ),
    "CITIZEN_DATA_CONNECTED_DOSSIER": Metric(
        "digitization", "citizen_data_dossier", Counts.INPUTS, "citizen_dossiers_using", "citizen_dossiers"
    ),
    "CITIZEN_DATA_CONNECTED_FORMALITY": Metric(
        "digitization",
        "citizen_data_formality",
        Counts.INPUTS,
        "citizen_procedures_connected",
        "citizen_procedures",
    ),
    "ELECTRONIC_CERTIFIED_COPY": Metric(
        "digitization", "electronic_certified_copy", Counts.RATE_INPUT, "certified_copy_rate"
    ),
    "PETITION_CLASSIFICATION_TTHC": Metric("satisfaction", "petition_classification", Counts.SHOWN),
    "PETITION_CLASSIFICATION_STAFF": Metric("satisfaction", "petition_classification", Counts.SHOWN),
    "PETITION_PROCESSING_ON_TIME": Metric(
        "satisfaction", "petition_processing_on_time", Counts.INPUTS, "petitions_on_time", "petitions"
    ),
    "PETITION_HANDLING_SATISFACTION": Metric(
        "satisfaction", "petition_handling_satisfaction", Counts.COMPLEMENT, "petitions_dissatisfied", "petitions"
    ),
    "DOSSIER_RECEIVING_SATISFACTION": Metric(
        "satisfaction", "dossier_receiving_satisfaction", Counts.COMPLEMENT, "dossiers_dissatisfied", "rated_dossiers"
    ),
}
"""The metrics by the portal's codes."""

FIELDS: Mapping[str, Mapping[str, str]] = {
    "progress": {"totalReceived": "processed", "totalCompleted": "finished"},
    "online_service": {
        "authorityCount": "procedures",
        "partialCount": "partial_online",
        "fullCount": "full_online",
        "onlineDossierCount": "online_services_with_dossiers",
        "onlineServiceTotal": "online_services",
        "channelOnlineSum": "received_online",
        "channelTotalSum": "received",
    },
    "payment": {
        "totalDossierOnlinePaymentSuccess": "paid_online",
        "totalDossierFinancialObligation": "with_obligation",
        "totalDossierOnlineFormalityPaymentSuccess": "fee_procedures_paid_online",
        "totalFeeDossierFormality": "fee_procedures_integrated",
        "totalFeeFormality": "fee_procedures",
    },
}
"""The flat fields of the responses without metrics, with the inputs they are."""

ON_TIME = Metric(
    "progress",
    "dossier_on_time",
    Counts.RATE,
    numerator="totalOnTime",
    denominator="totalReceived",
    zeros=("finished_on_time", "in_progress_on_time"),
)
"""The portal counts the dossiers on time together, the rules those finished and those in progress."""

LEVEL_WORDS: Mapping[str, tuple[str, ...]] = {
    "province": ("province", "tỉnh", "cấp tỉnh", "thành phố", "tp"),
    "department": ("department", "sở", "sở, ban, ngành", "sở ban ngành", "ban", "văn phòng", "thanh tra"),
    "district": ("district", "huyện", "cấp huyện", "quận", "thị xã"),
    "commune": ("commune", "ward", "xã", "cấp xã", "phường", "thị trấn", "đặc khu"),
}
"""How a level is written: in `departmentLevel`, `departmentType`, or as the first words of a name.

The portal's edition begins after mid-2025: since then a city is a province, and there are none beneath it.
"""


def columns() -> tuple[str, ...]:
    """Every column that responses can fill, in the order of the groups."""
    found: dict[str, None] = {}
    for group in GROUP_CODES.values():
        for metric in METRICS.values():
            if metric.group == group and metric.counts is not Counts.SHOWN:
                found.update(dict.fromkeys(_of_metric(metric)))
        found.update(dict.fromkeys(FIELDS.get(group, {}).values()))
        if group == ON_TIME.group:
            found.update(dict.fromkeys((*ON_TIME.zeros, f"{ON_TIME.indicator}.rate")))
        found[f"{group}.points"] = None
    return (*found, f"{TOTAL}.points")


def _of_metric(metric: Metric) -> tuple[str, ...]:
    inputs = [id for id in (metric.numerator, metric.denominator) if id]
    rate = (f"{metric.indicator}.rate",) if metric.counts is Counts.RATE else ()
    return (*inputs, *metric.zeros, *rate, f"{metric.indicator}.points")
