"""Kazakhstan as a whole: what stands in for a figure that is not known of a settlement itself.

The tables are *assumed in detail, consistent with published marks*; `tests/test_scenario_national.py` holds them
against the marks. One mark is left aside: the ministry's "2,490,156 under 4" of 2023 is 12.4 % of the population, which
the census's share of those aged 17 or younger allows for six years of birth (0–5), not for four.
"""

from math import cos, pi

ETHNIC = {
    "Kazakh": 71.0,
    "Russian": 14.9,
    "Uzbek": 3.3,
    "Ukrainian": 1.9,
    "Uyghur": 1.5,
    "German": 1.1,
    "Tatar": 1.1,
    "Azerbaijani": 0.8,
    "Korean": 0.6,
    "other": 3.8,
}

AGE = {
    "0-4": 10.6,
    "5-9": 10.1,
    "10-14": 9.25,
    "15-19": 6.7,
    "20-24": 5.65,
    "25-29": 6.9,
    "30-34": 7.4,
    "35-39": 7.1,
    "40-44": 6.6,
    "45-49": 6.0,
    "50-54": 5.7,
    "55-59": 6.2,
    "60-64": 4.9,
    "65-69": 3.3,
    "70-74": 1.8,
    "75-79": 0.7,
    "80+": 1.1,
}

AGE_BANDS = tuple(AGE)
"""Five-year bands of age, oldest open."""

WOMEN = {
    "0-4": 48.5,
    "5-9": 48.6,
    "10-14": 48.6,
    "15-19": 48.7,
    "20-24": 48.9,
    "25-29": 49.3,
    "30-34": 50.0,
    "35-39": 50.6,
    "40-44": 51.3,
    "45-49": 52.0,
    "50-54": 53.0,
    "55-59": 54.5,
    "60-64": 56.5,
    "65-69": 60.0,
    "70-74": 63.5,
    "75-79": 67.0,
    "80+": 72.0,
}

HOUSEHOLD_SIZE = {"1": 16.0, "2": 20.0, "3": 19.0, "4": 19.0, "5": 12.5, "6": 7.0, "7": 3.5, "8": 3.0}
"""Percent of households; ``8`` stands for eight or more."""

DISABILITY = {"children": 1.6, "working": 3.7, "pension": 9.9}
"""Percent of each age class: to 17, from 18 to pension age, from pension age."""

DISABILITY_KIND = {"mobility": 40.0, "sensory": 20.0, "other": 40.0}

INCOME = {"school": 0.05, "day shift": 1.0, "rotating shift": 1.2, "home": 0.1, "pension": 0.45, "jobless": 0.1}
"""Income by activity, day shift = 1."""

MARRIED = {"18": 0.02, "20": 0.06, "25": 0.5, "30": 0.9, "35": 1.0, "70": 1.0, "95": 0.7}
"""Weight with which men marry, by age."""

ALONE = {"18": 0.2, "25": 1.0, "60": 2.0, "80": 4.0}
"""Weight with which single adults live alone, by age."""

FOUNDER = {"18": 0.1, "25": 1.0, "50": 2.0, "80": 1.0}
"""Weight with which single adults head a larger home, by age."""

CHILDREN = {"18": 0.6, "24": 1.4, "32": 2.0, "42": 1.8, "52": 0.8, "70": 0.0}
"""Claim of a couple to a larger home, by the wife's age."""

TOURISTS = {"Kazakh": 65.0, "Russian": 20.0, "other": 15.0}

SEASON = tuple(round(1.0 + 0.205 * cos(2 * pi * (month - 7) / 12), 3) for month in range(1, 13))
"""Arrivals of a month over the year's mean: July is the peak, June–August over December–February 1.46."""
