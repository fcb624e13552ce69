"""Settlement: a village or a mono-town, and how its people stand to one another when the run begins."""

from typing import Annotated

from pydantic import Field, field_validator, model_validator

from model.scenario import national
from model.scenario.census import Census, named
from model.scenario.parameter import param

type Curve = dict[Annotated[str, Field(pattern=r"^\d+$")], Annotated[float, Field(ge=0, le=1000)]]
"""Value by age; the ages rise."""

_ORDERED = (
    ("mother_youngest", "mother_oldest"),
    ("class_hours_low", "class_hours_high"),
    ("work_hours_low", "work_hours_high"),
    ("neighbour_hours_low", "neighbour_hours_high"),
    ("lapsed_from", "lapsed_to"),
)


class Settlement(Census):
    """Where people live, and with whom, when the run begins.

    A figure that the settlement's file gives has its source in `field_sources`; every other one is the national
    default (`source_of` says which).
    """

    age_gap: float = param(2.5, "Mean age of a husband above his wife's", unit="years", ge=-20, le=20)
    age_gap_sd: float = param(3.5, "Spread of that", unit="years", ge=0, le=20)
    age_gap_off: int = param(15, "Years that a couple may be off the gap that was sought", unit="years", ge=0, le=100)
    married_weight: Curve = param(
        meaning="Weight with which a man marries, by age; straight lines between",
        factory=lambda: dict(national.MARRIED),
    )
    mother_age: float = param(28.0, "Mean age of a mother at birth", unit="years", ge=14, le=50)
    mother_age_sd: float = param(5.0, "Spread of that", unit="years", ge=0, le=20)
    mother_youngest: int = param(18, "Years that a parent is older than a child at least", unit="years", ge=12, le=50)
    mother_oldest: int = param(42, "Years that a parent is older than a child at most", unit="years", ge=12, le=60)
    leaves_home_age: int = param(
        30, "Age below which single people live with parents, if they can", unit="years", ge=18, le=120
    )
    elder_age: int = param(
        60, "Age from which single people live with grown-up children, if they can", unit="years", ge=18, le=120
    )
    alone_weight: Curve = param(
        meaning="Weight with which a single adult lives alone, by age; straight lines between",
        factory=lambda: dict(national.ALONE),
    )
    founder_weight: Curve = param(
        meaning="Weight with which a single adult heads a larger home, by age; straight lines between",
        factory=lambda: dict(national.FOUNDER),
    )
    founder_women: float = param(2.0, "Weight of a woman who heads a home alone; a man's is 1", gt=0, le=100)
    children_score: Curve = param(
        meaning="Claim of a couple to a larger home, by the wife's age; straight lines between",
        factory=lambda: dict(national.CHILDREN),
    )
    children_score_sd: float = param(0.7, "Spread of that claim", ge=0, le=10)

    class_size: int = param(25, "Pupils and students who are class-mates", unit="people", ge=2, le=1000)
    workplace_size: int = param(15, "Colleagues at one place of work", unit="people", ge=2, le=1000)
    street_size: int = param(
        31, "Nearest residents among whom ties to neighbours are drawn", unit="people", ge=2, le=1000
    )

    class_ties: float = param(4.0, "Mean ties to class-mates at the start", unit="ties", ge=0, le=50)
    work_ties: float = param(4.0, "Mean ties to colleagues at the start", unit="ties", ge=0, le=50)
    neighbour_ties: float = param(3.0, "Mean ties to neighbours at the start", unit="ties", ge=0, le=50)
    household_hours: float = param(
        400.0, "Shared hours of a tie within the household at the start", unit="h", ge=0, le=100_000
    )
    class_hours_low: float = param(20.0, "Fewest shared hours of class-mates at the start", unit="h", ge=0, le=5000)
    class_hours_high: float = param(150.0, "Most shared hours of class-mates", unit="h", ge=0, le=5000)
    work_hours_low: float = param(20.0, "Fewest shared hours of colleagues at the start", unit="h", ge=0, le=5000)
    work_hours_high: float = param(150.0, "Most shared hours of colleagues", unit="h", ge=0, le=5000)
    neighbour_hours_low: float = param(5.0, "Fewest shared hours of neighbours at the start", unit="h", ge=0, le=5000)
    neighbour_hours_high: float = param(90.0, "Most shared hours of neighbours", unit="h", ge=0, le=5000)
    contact_days: float = param(
        14.0,
        "Days within which the last contact of class-mates, colleagues and neighbours lay",
        unit="days",
        ge=0,
        le=3650,
    )
    homophily: float = param(
        2.0,
        "Weight of a person of one's own group when the start network is drawn; 1 is none",
        source="calibrated: S4; same-ethnicity coefficients of 0.2–0.6 [b] make 1.2–1.8, focal closure adds to it",
        ge=1,
        le=1000,
    )
    warmth: float = param(0.6, "Mean warmth towards other groups at the start: 0 cold, 1 warm", ge=0, le=1)
    warmth_sd: float = param(0.15, "Spread of warmth between people", ge=0, le=0.5)
    knowledge: float = param(0.2, "Mean knowledge of another culture at the start", ge=0, le=1)
    knowledge_sd: float = param(0.1, "Spread of knowledge between people, own culture or other", ge=0, le=0.5)
    own_knowledge: float = param(0.8, "Mean knowledge of one's own culture at the start", ge=0, le=1)
    regard: float = param(0.55, "Mean regard for people with disabilities at the start", ge=0, le=1)
    regard_sd: float = param(0.15, "Spread of regard between people", ge=0, le=0.5)
    pupil_readers: float = param(
        1.0, "Added to the propensity of those aged 6–17 when it is drawn who reads", unit="logit", ge=-10, le=10
    )
    readers_sd: float = param(1.0, "Chance in who reads at the start, beside the propensity", unit="logit", ge=0, le=10)
    read_within: float = param(
        60.0, "Days within which active readers came last at the start", unit="days", ge=1, le=365
    )
    lapsed_from: float = param(180.0, "Days since a lapsed reader lapsed, at least", unit="days", ge=0, le=36_500)
    lapsed_to: float = param(3650.0, "Days since a lapsed reader lapsed, at most", unit="days", ge=0, le=36_500)

    field_sources: dict[str, str] = param(
        meaning="Source and year of each figure that is the settlement's own, by field",
        factory=dict,
        source="settlement's own",
    )

    @field_validator("field_sources")
    @classmethod
    def _sources_name_fields(cls, sources: dict[str, str]) -> dict[str, str]:
        return named(sources, tuple(cls.model_fields), complete=False)

    @field_validator("married_weight", "alone_weight", "founder_weight", "children_score")
    @classmethod
    def _ages_rise(cls, curve: dict[str, float]) -> dict[str, float]:
        ages = [int(age) for age in curve]
        if not ages or ages != sorted(set(ages)):
            raise ValueError(f"ages must rise, got {', '.join(curve) or 'none'}")
        return curve

    @model_validator(mode="after")
    def _bounds_in_order(self) -> "Settlement":
        for low, high in _ORDERED:
            if getattr(self, low) > getattr(self, high):
                raise ValueError(f"{low} = {getattr(self, low):g} must not exceed {high} = {getattr(self, high):g}")
        return self

    def source_of(self, field: str) -> str:
        """Say where the value of a field comes from.

        Parameters
        ----------
        field : str
            Name of a field of the settlement.

        Returns
        -------
        str
            The settlement's own source, or ``national default: …``.
        """
        if field in self.field_sources:
            return self.field_sources[field]
        extra = type(self).model_fields[field].json_schema_extra
        source = str(extra.get("source", "assumed")) if isinstance(extra, dict) else "assumed"
        return self.source if source == "settlement's own" else f"national default: {source}"
