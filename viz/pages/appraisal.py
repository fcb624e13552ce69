"""What a comparison comes to in money, in evidence that it puts people first, and before the sceptic."""

import pandas as pd

from experiments.compare import Comparison
from experiments.results import Results
from viz.components.html import page
from viz.report.page import Page
from viz.report.words import Words as ReportWords
from viz.text import Words


class _Titled(Page):
    """The report's page, with the application's names of designs."""

    def __init__(self, results: Results, t: Words, titles: dict[str, str]) -> None:
        super().__init__(results, ReportWords(t.lang))
        self._titles = titles

    def title_of(self, design: str) -> str:
        return self._titles.get(design) or super().title_of(design)


def money_and_evidence(found: Comparison, titles: dict[str, str], t: Words) -> str:
    """Write the panels of money and of people-first evidence.

    Parameters
    ----------
    found : Comparison
    titles : dict of str to str
        Titles of the designs.
    t : Words
    """
    told = _Titled(Results(found, {}, None, None), t, titles)
    return page("appraisal.html", t=t, page=told, words=told.words)


def doubts(found: Comparison, claims: pd.DataFrame, design: str, titles: dict[str, str], t: Words) -> str:
    """Write the sceptic's table.

    Parameters
    ----------
    found : Comparison
        A comparison in which the design stands.
    claims : pandas.DataFrame
        As `experiments.sceptic.verdicts` gives them.
    design : str
        The design that was doubted.
    titles, t
        As for `money_and_evidence`.
    """
    doubted = {"designs": [found.reference, design], "seeds": list(found.seeds)}
    told = _Titled(Results(found, {}, claims, doubted), t, titles)
    return page("doubts.html", t=t, page=told, words=told.words)
