"""The terms of a partnership: wrong money is told clearly."""

import pytest

from model.scenario.errors import InputError
from model.scenario.partnership import Costs, Loan, Partnership, Pricing, Rent, Tax, Treasury


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda: Partnership(loan=Loan(months=61)), "partnership.loan.months = 61: must be at most term_months = 60"),
        (lambda: Partnership(fit_out=-1), "fit_out = -1: must be at least 0"),
        (lambda: Tax(rate=1.2), "rate = 1.2: must be at most 1"),
        (lambda: Tax(adjustment=0.6), "at most 0.5"),
        (lambda: Tax(regime="patent"), "must be one of"),
        (lambda: Costs(staff=-2), "staff = -2: must be at least 0"),
        (lambda: Costs(wage=float("nan")), "wage"),
        (lambda: Costs(wages=5), "unknown"),
        (lambda: Pricing(lowest=1.2), "lowest = 1.2: must be at most 1"),
        (lambda: Partnership(rent=Rent(share=0.6), tax=Tax(rate=0.5)), "add up to 110%"),
        (lambda: Partnership(treasury=Treasury(support=10, support_months=0)), "never paid"),
        (lambda: Partnership(fit_out=True), "must be a whole number"),
    ],
)
def test_wrong_terms_are_told(build, words):
    with pytest.raises(InputError, match=words):
        build()


def test_every_number_has_a_unit_a_meaning_and_a_source():
    for section in (Partnership, Loan, Costs, Rent, Tax, Treasury, Pricing):
        for name, field in section.model_fields.items():
            if isinstance(field.json_schema_extra, dict):
                assert field.description, name
                assert field.json_schema_extra["unit"], name
                assert field.json_schema_extra["source"], name


def test_a_loan_may_last_as_long_as_the_contract():
    assert Partnership(loan=Loan(months=60), term_months=60).loan.months == 60


def test_a_long_loan_of_nothing_is_no_mistake():
    assert Partnership(fit_out=0, loan=Loan(months=400)).fit_out == 0
    assert Partnership(fit_out=1000, loan=Loan(share=0.0, months=400)).fit_out == 1000
