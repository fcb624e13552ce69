"""How a field of the schema is declared: default, bounds, unit, meaning and source in one place."""

from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidatorFunctionWrapHandler, WrapValidator
from pydantic._internal._model_construction import ModelMetaclass
from pydantic_core import PydanticKnownError

from model.scenario.explain import explain
from model.scenario.trust import ASSUMED, CHOICE, trust_of

if TYPE_CHECKING:
    _Clear = ModelMetaclass  # a type checker shall see pydantic's own constructors
else:

    class _Clear(ModelMetaclass):
        """Construction by hand reports mistakes as clearly as a file does: `InputError`, one line for each."""

        def __call__(cls, *args: Any, **fields: Any) -> Any:  # noqa: N805 - the class is the object here
            try:
                return super().__call__(*args, **fields)
            except ValidationError as error:
                raise explain(error, cls, above=() if cls.is_root else (cls.__name__.lower(),)) from None


class Section(BaseModel, metaclass=_Clear):
    """A part of the scenario: immutable, validated, and closed to unknown keys."""

    is_root: ClassVar[bool] = False
    """Whether dotted names begin below it, as those of a scenario do."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, validate_default=True)


def param(
    default: Any = ...,
    meaning: str = "",
    *,
    unit: str = "1",
    source: str = ASSUMED,
    ge: float | None = None,
    le: float | None = None,
    gt: float | None = None,
    lt: float | None = None,
    factory: Any = None,
) -> Any:
    """Declare one field of the schema.

    Parameters
    ----------
    default : Any
        Value where the user gives none; ``...`` for a field that must be given.
    meaning : str
        One line: what the number says.
    unit : str
        Unit of the value; ``1`` for a pure number.
    source : str
        Where the default comes from, in the vocabulary of `model.scenario.trust`.
    ge, le, gt, lt : float, optional
        Bounds, inclusive and exclusive.
    factory : callable, optional
        Makes the default, for mutable values.

    Returns
    -------
    FieldInfo
        What pydantic keeps of the field.

    Raises
    ------
    ValueError
        The source is outside that vocabulary.
    """
    trust_of(source)
    extra: dict[str, Any] = {"unit": unit, "source": source}
    bounds: dict[str, Any] = {"ge": ge, "le": le, "gt": gt, "lt": lt}
    given = {name: bound for name, bound in bounds.items() if bound is not None}
    if factory is not None:
        return Field(default_factory=factory, description=meaning, json_schema_extra=extra, **given)
    field = Field(default, description=meaning, json_schema_extra=extra, **given)
    if given or type(default) in (bool, int, float):
        field.metadata.append(WrapValidator(_as_given))
    return field


def lever(default: Any = ..., meaning: str = "", **further: Any) -> Any:
    """Declare a field whose default is a choice, neither known nor assumed; otherwise as `param`."""
    return param(default, meaning, source=CHOICE, **further)


def _as_given(value: Any, validated: ValidatorFunctionWrapHandler) -> Any:
    """Turn down what pydantic would make a value of: "5" and True where a number is meant, "yes" where a switch is."""
    found = validated(value)
    meant_otherwise = str | int | float if isinstance(found, bool) else str | bool
    if isinstance(value, meant_otherwise) and type(value) is not type(found):
        raise PydanticKnownError(f"{type(found).__name__}_type")  # type: ignore[arg-type]
    return found
