"""Tables of records: their columns are read as attributes, so that no column may hide what an array has."""

import numpy as np
import pytest

from model.rows import row_type


@pytest.mark.parametrize("name", ["partition", "pprint", "mean"])
def test_a_field_cannot_have_the_name_of_what_arrays_or_their_rows_have(name: str) -> None:
    fields = type("Row", (), {"__annotations__": {"age": np.int32, name: np.float64}})
    with pytest.raises(ValueError, match=rf"Row\.{name}: every array has a '{name}' of its own"):
        row_type(fields)
