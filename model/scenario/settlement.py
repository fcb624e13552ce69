"""Settlement: a village or a mono-town with its people, incomes, employer, visitors and ground plan."""

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from model.scenario import national
from model.scenario.errors import nearest
from model.scenario.parameter import Section, param

type Percent = Annotated[float, Field(ge=0, le=100)]
type Shares = dict[str, Percent]

CENSUS = "census 2021 (aqshamnews.kz)"


class Settlement(Section):
    """Where people live. Shares are in percent.

    A figure that the settlement's file gives has its source in `field_sources`; every other one is the national
    default (`source_of` says which).
    """

    name: str = param(meaning="Name of the settlement", source="settlement's own")
    local_name: str = param("", "Name as written there", source="settlement's own")
    kind: Literal["village", "mono-town"] = param("village", "Kind of settlement", source="settlement's own")
    region: str = param("", "Region of Kazakhstan", source="settlement's own")
    lat: float = param(48.0, "Latitude of the centre", unit="degrees north", source="settlement's own", ge=-90, le=90)
    lon: float = param(68.0, "Longitude of the centre", unit="degrees east", source="settlement's own", ge=-180, le=180)
    population: int = param(
        meaning="Residents of all ages", unit="people", source="settlement's own", ge=20, le=300_000
    )
    population_year: int | None = param(
        None, "Year of the population figure", unit="year", source="settlement's own", ge=1900, le=2200
    )
    area_km2: float | None = param(None, "Area within the boundary", unit="km²", source="settlement's own", gt=0)
    employer: str | None = param(None, "Main employer", source="settlement's own")
    note: str = param("", "What else to know", source="settlement's own")
    source: str = param("", "Where the settlement's own figures come from", source="settlement's own")

    ethnic_percent: Shares = param(
        meaning="Ethnic groups, percent of residents; adds up to 100",
        unit="%",
        factory=lambda: dict(national.ETHNIC),
        source="1 January 2024 (bizmedia.kz); 'other' is what the groups above 0.5 % leave over",
    )
    age_percent: Shares = param(
        meaning="Five-year age bands, percent of residents; adds up to 100",
        unit="%",
        factory=lambda: dict(national.AGE),
        source=f"assumed, consistent with the {CENSUS}: 33.97 % aged 17 or younger, 19.72 % aged 14–28, mean 31.94",
    )
    women_percent: Shares = param(
        meaning="Women in each age band, percent of the band",
        unit="%",
        factory=lambda: dict(national.WOMEN),
        source=f"assumed, consistent with the {CENSUS}: 48.71 % men",
    )
    household_size_percent: Shares = param(
        meaning="Households by number of members, percent of households; adds up to 100",
        unit="%",
        factory=lambda: dict(national.HOUSEHOLD_SIZE),
        source="assumed, consistent with 19.17 million people in 5.6 million households (census 2021, liter.kz): 3.4",
    )
    couples_percent: Percent = param(
        60.9,
        "People of 18 or older who live with a spouse",
        unit="%",
        source="census 2021 (liter.kz): 60.9 % of those old enough are married",
        ge=0,
        le=100,
    )
    mixed_couples_percent: Percent = param(
        18.2,
        "Couples of two ethnic groups",
        unit="%",
        source="Bureau of National Statistics: marriages of 2024 (baq.kz)",
        ge=0,
        le=100,
    )

    employed_percent: Percent = param(
        76.0, "Employed, of those from 18 to pension age who do not study", unit="%", ge=0, le=100
    )
    rotating_shift_percent: Percent = param(
        10.0, "Of the employed, those who work in rotating shifts", unit="%", ge=0, le=100
    )
    home_percent: Percent = param(
        17.0,
        "At home (care, housework, own farm), of those from 18 to pension age who do not study; the rest is jobless",
        unit="%",
        ge=0,
        le=100,
    )
    students_percent: Percent = param(45.0, "Students, of those aged 18–22", unit="%", ge=0, le=100)
    pension_age_men: int = param(
        63, "Age at which men draw a pension", unit="years", source="law, since 2018 [b]", ge=40, le=100
    )
    pension_age_women: int = param(
        61, "Age at which women draw a pension", unit="years", source="law, 2023–2027 [b]", ge=40, le=100
    )
    disability_percent: Shares = param(
        meaning="Registered disability among children (to 17), working and pension age, percent of each",
        unit="%",
        factory=lambda: dict(national.DISABILITY),
        source="732 thousand registered in 2024, of them 57 % of working, 27 % of pension age, 15 % children "
        "(bizmedia.kz), over the census's age classes; registered, so a lower bound",
    )
    disability_kind_percent: Shares = param(
        meaning="Kinds of disability, percent of people with one; adds up to 100",
        unit="%",
        factory=lambda: dict(national.DISABILITY_KIND),
    )

    income_month: float = param(
        121_519.0,
        "Mean income in cash a head",
        unit="KZT a month",
        source="household survey, third quarter of 2025 (news.mail.ru)",
        ge=0,
        le=10_000_000,
    )
    income_sigma: float = param(0.5, "Standard deviation of the logarithm of income", ge=0, le=3)
    disposable_share: float = param(
        0.12,
        "Share of income that may go to leisure",
        source="assumed; below the 17.8 % of cash spending that goes to paid services of all kinds (stat.gov.kz)",
        ge=0,
        le=1,
    )
    readers_percent: Percent = param(
        31.3,
        "Active users of the library, of those aged 6 or older",
        unit="%",
        source="Ministry of Culture and Information 2023: 'reading activity' (aqshamnews.kz)",
        ge=0,
        le=100,
    )
    lapsed_percent: Percent = param(
        25.0, "Former users of the library, of those aged 6 or older", unit="%", ge=0, le=100
    )

    tourist_parties: tuple[Annotated[float, Field(ge=0, le=100_000)], ...] = param(
        tuple(round(20.0 * month, 1) for month in national.SEASON),
        "Visiting parties near the settlement, January to December",
        unit="parties a month",
        source="level assumed; summer over winter 1.46 (hotel stays 2015, wondersofkazakhstan.kz)",
    )
    tourist_groups: Shares = param(
        meaning="Ethnic groups of the visiting parties, percent; adds up to 100",
        unit="%",
        factory=lambda: dict(national.TOURISTS),
    )

    density_per_km2: float = param(
        1500.0, "Residents to the square kilometre of built-up ground (synthetic layout)", unit="people/km²", gt=0
    )
    ethnic_clustering: float = param(
        0.2, "How far neighbours share their group: 0 mixed at random, 1 apart (synthetic layout)", ge=0, le=1
    )
    hub_offset_m: float = param(300.0, "Distance of the hub from the centre", unit="m", ge=0, le=50_000)
    dwellings: str | None = param(
        None, "GeoJSON or GeoPackage of buildings, in place of the synthetic layout", unit="file"
    )
    residents: str | None = param(
        None, "CSV or Parquet of (anonymised) residents, in place of synthetic people", unit="file"
    )

    class_ties: float = param(4.0, "Mean ties to class-mates at the start", unit="ties", ge=0, le=50)
    work_ties: float = param(4.0, "Mean ties to colleagues at the start", unit="ties", ge=0, le=50)
    neighbour_ties: float = param(3.0, "Mean ties to neighbours at the start", unit="ties", ge=0, le=50)
    homophily: float = param(
        2.0,
        "Weight of a person of one's own group when the start network is drawn; 1 is none",
        source="assumed; same-ethnicity coefficients of 0.2–0.6 [b] make 1.2–1.8, focal closure adds to it",
        ge=1,
        le=1000,
    )
    warmth: float = param(0.6, "Mean warmth towards other groups at the start: 0 cold, 1 warm", ge=0, le=1)
    warmth_sd: float = param(0.15, "Spread of warmth between people", ge=0, le=0.5)
    knowledge: float = param(0.2, "Mean knowledge of another culture at the start", ge=0, le=1)
    own_knowledge: float = param(0.8, "Mean knowledge of one's own culture at the start", ge=0, le=1)
    regard: float = param(0.55, "Mean regard for people with disabilities at the start", ge=0, le=1)

    field_sources: dict[str, str] = param(
        meaning="Source and year of each figure that is the settlement's own, by field",
        factory=dict,
        source="settlement's own",
    )

    @field_validator(
        "ethnic_percent",
        "age_percent",
        "household_size_percent",
        "disability_kind_percent",
        "tourist_groups",
    )
    @classmethod
    def _adds_up(cls, shares: dict[str, float]) -> dict[str, float]:
        total = sum(shares.values())
        if abs(total - 100.0) > 0.5:
            raise ValueError(f"shares add up to {total:.2f} %, must add up to 100 %")
        return shares

    @field_validator("age_percent", "women_percent")
    @classmethod
    def _has_every_band(cls, shares: dict[str, float]) -> dict[str, float]:
        return _named(shares, national.AGE_BANDS, complete=True)

    @field_validator("household_size_percent")
    @classmethod
    def _has_sizes(cls, shares: dict[str, float]) -> dict[str, float]:
        return _named(shares, tuple(national.HOUSEHOLD_SIZE), complete=False)

    @field_validator("disability_percent")
    @classmethod
    def _has_age_classes(cls, shares: dict[str, float]) -> dict[str, float]:
        return _named(shares, tuple(national.DISABILITY), complete=True)

    @field_validator("disability_kind_percent")
    @classmethod
    def _has_kinds(cls, shares: dict[str, float]) -> dict[str, float]:
        return _named(shares, tuple(national.DISABILITY_KIND), complete=True)

    @field_validator("tourist_parties")
    @classmethod
    def _has_twelve_months(cls, parties: tuple[float, ...]) -> tuple[float, ...]:
        if len(parties) != 12:
            raise ValueError(f"{len(parties)} numbers given, must be 12, January to December")
        return parties

    @field_validator("field_sources")
    @classmethod
    def _sources_name_fields(cls, sources: dict[str, str]) -> dict[str, str]:
        return _named(sources, tuple(cls.model_fields), complete=False)

    @model_validator(mode="after")
    def _shares_leave_room(self) -> "Settlement":
        for first, second in (("employed_percent", "home_percent"), ("readers_percent", "lapsed_percent")):
            total = getattr(self, first) + getattr(self, second)
            if total > 100:
                raise ValueError(f"{first} and {second} add up to {total:g} %, must not exceed 100 %")
        return self

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of the ethnic groups, in the order of `ethnic_percent`."""
        return tuple(self.ethnic_percent)

    @property
    def jobless_percent(self) -> float:
        """Jobless, percent of those from 18 to pension age who do not study: what employed and home leave over."""
        return 100.0 - self.employed_percent - self.home_percent

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


def _named[T](table: dict[str, T], names: tuple[str, ...], *, complete: bool) -> dict[str, T]:
    """Check the keys of a table: no unknown one, and none left out if it must be complete."""
    for name in table:
        if name not in names:
            raise ValueError(f'unknown key "{name}"{nearest(name, names)}')
    missing = [name for name in names if name not in table]
    if complete and missing:
        raise ValueError("has no value for " + ", ".join(f'"{name}"' for name in missing))
    return table
