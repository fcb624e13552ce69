"""Census: what a settlement's own figures can say of its people, incomes, employer, visitors and ground plan."""

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from model.scenario import national
from model.scenario.errors import nearest
from model.scenario.parameter import Section, param

type Percent = Annotated[float, Field(ge=0, le=100)]
type Shares = dict[str, Percent]

CENSUS = "census 2021 (aqshamnews.kz)"


FEWEST = 20
"""People of a settlement, at least; a table of residents may hold fewer."""


class Census(Section):
    """Who lives where. Shares are in percent."""

    name: str = param(meaning="Name of the settlement", source="settlement's own")
    local_name: str = param("", "Name as written there", source="settlement's own")
    kind: Literal["village", "mono-town"] = param("village", "Kind of settlement", source="settlement's own")
    region: str = param("", "Region of Kazakhstan", source="settlement's own")
    lat: float = param(48.0, "Latitude of the centre", unit="degrees north", source="settlement's own", ge=-90, le=90)
    lon: float = param(68.0, "Longitude of the centre", unit="degrees east", source="settlement's own", ge=-180, le=180)
    population: int = param(
        meaning="Residents of all ages", unit="people", source="settlement's own", ge=FEWEST, le=300_000
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
        source="1 January 2024 (bizmedia.kz); 'other' is what the groups above 0.5 % leave over [a]",
    )
    age_percent: Shares = param(
        meaning="Five-year age bands, percent of residents; adds up to 100",
        unit="%",
        factory=lambda: dict(national.AGE),
        source=f"assumed; consistent with the {CENSUS}: 33.97 % aged 17 or younger, 19.72 % aged 14–28, mean 31.94",
    )
    ageing: float = param(
        0.85, "People of one year of age over those a year younger, in the open band of age", gt=0, le=1
    )
    women_percent: Shares = param(
        meaning="Women in each age band, percent of the band",
        unit="%",
        factory=lambda: dict(national.WOMEN),
        source=f"assumed; consistent with the {CENSUS}: 48.71 % men",
    )
    household_size_percent: Shares = param(
        meaning="Households by number of members, percent of households; adds up to 100",
        unit="%",
        factory=lambda: dict(national.HOUSEHOLD_SIZE),
        source="assumed; consistent with 19.17 million people in 5.6 million households (census 2021, liter.kz): 3.4",
    )
    couples_percent: Percent = param(
        60.9,
        "People of 18 or older who live with a spouse",
        unit="%",
        source="census 2021 (liter.kz): 60.9 % of those old enough are married [a]",
        ge=0,
        le=100,
    )
    mixed_couples_percent: Percent = param(
        18.2,
        "Couples of two ethnic groups",
        unit="%",
        source="Bureau of National Statistics: marriages of 2024 (baq.kz) [a]",
        ge=0,
        le=100,
    )

    employed_percent: Percent = param(
        76.0, "Employed, of those from 18 to pension age who do not study", unit="%", ge=0, le=100
    )
    employer_percent: Percent = param(
        0.0,
        "Of the employed, those who work for the main employer; layoffs are among them. 0 stands for no main employer: "
        "layoffs are among all the employed",
        unit="%",
        ge=0,
        le=100,
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
        "(bizmedia.kz), over the census's age classes; registered, so a lower bound [d]",
    )
    disability_work_odds: float = param(
        0.5, "Odds of people with a disability to work over those of others, before the margins are met", gt=0, le=10
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
        source="household survey, third quarter of 2025 (news.mail.ru) [a]",
        ge=0,
        le=10_000_000,
    )
    income_factor: Shares = param(
        meaning="Income by activity, day shift = 1, before each settlement's mean is met",
        factory=lambda: dict(national.INCOME),
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
        29.6,
        "Active users of the library at the start, of those aged 6 or older",
        unit="%",
        source="calibrated: K1, 27.7–28.6 % of all people use a library (Ministry of Culture 2025, 2023 [a, d]), 31.6–"
        "32.8 % of those aged 6 or older; less what a library gains until the second year",
        ge=0,
        le=100,
    )
    associations_percent: Percent = param(
        0.5, "Share of the residents from which a group has an association that can host", unit="%", ge=0, le=100
    )
    lapsed_percent: Percent = param(
        25.0, "Former users of the library, of those aged 6 or older", unit="%", ge=0, le=100
    )

    tourist_parties: tuple[Annotated[float, Field(ge=0, le=100_000)], ...] = param(
        tuple(round(20.0 * month, 1) for month in national.SEASON),
        "Visiting parties near the settlement, January to December",
        unit="parties a month",
        source="assumed: the level; summer over winter 1.46 (hotel stays 2015, wondersofkazakhstan.kz [d])",
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
        return named(shares, national.AGE_BANDS, complete=True)

    @field_validator("household_size_percent")
    @classmethod
    def _has_sizes(cls, shares: dict[str, float]) -> dict[str, float]:
        return named(shares, tuple(national.HOUSEHOLD_SIZE), complete=False)

    @field_validator("disability_percent")
    @classmethod
    def _has_age_classes(cls, shares: dict[str, float]) -> dict[str, float]:
        return named(shares, tuple(national.DISABILITY), complete=True)

    @field_validator("disability_kind_percent")
    @classmethod
    def _has_kinds(cls, shares: dict[str, float]) -> dict[str, float]:
        return named(shares, tuple(national.DISABILITY_KIND), complete=True)

    @field_validator("tourist_parties")
    @classmethod
    def _has_twelve_months(cls, parties: tuple[float, ...]) -> tuple[float, ...]:
        if len(parties) != 12:
            raise ValueError(f"{len(parties)} numbers given, must be 12, January to December")
        return parties

    @field_validator("income_factor")
    @classmethod
    def _has_activities(cls, factors: dict[str, float]) -> dict[str, float]:
        return named(factors, tuple(national.INCOME), complete=True)

    @model_validator(mode="after")
    def _shares_leave_room(self) -> "Census":
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


def named[T](table: dict[str, T], names: tuple[str, ...], *, complete: bool) -> dict[str, T]:
    """Check the keys of a table: no unknown one, and none left out if it must be complete."""
    for name in table:
        if name not in names:
            raise ValueError(f'unknown key "{name}"{nearest(name, names)}')
    missing = [name for name in names if name not in table]
    if complete and missing:
        raise ValueError("has no value for " + ", ".join(f'"{name}"' for name in missing))
    return table
