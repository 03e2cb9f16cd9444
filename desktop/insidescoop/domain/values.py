"""Frozen values: dataclasses whose methods are shared, and whose `__init__` is compiled when the first one is made.

`dataclasses` writes six methods as text for each class and compiles them when the class is defined. For the hundreds of
values here that took an eighth of the start, and most of them are not made until much later, if at all.
"""

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import Any, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type[Any])


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(plain: Class) -> Class:
    """A class as `dataclass(frozen=True, slots=True)` would make it: `replace`, `fields` and `asdict` work on it too.

    There are no pseudo-fields (`InitVar`) and no fields by keyword only.
    """
    # Else `dataclass` puts a signature together for it.
    plain.__doc__ = plain.__doc__ or plain.__name__
    own = vars(plain)
    shared = {
        name: method
        for name, method in _SHARED.items()
        if name not in own or (name == "__hash__" and own[name] is None)
    }
    made = dataclass(init=False, repr=False, eq=False, slots=True)(plain)
    for name, method in shared.items():
        setattr(made, name, method)
    made.__compared__ = _compared(made)
    made.__init__ = _init_at_first_use(made)
    return made  # type: ignore[return-value]


def _compared(made: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """What of a value is compared, as a tuple; built in C where there are several fields."""
    names = tuple(each.name for each in fields(made) if each.compare)
    if len(names) > 1:
        return attrgetter(*names)
    return lambda held: tuple(getattr(held, name) for name in names)


def _init_at_first_use(made: type[Any]) -> Callable[..., None]:
    def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: N807 - it takes the place of the method
        made.__init__ = _compiled_init(made)
        made.__init__(self, *given, **named)

    return __init__


def _compiled_init(made: type[Any]) -> Callable[..., None]:
    """The `__init__` that `dataclasses` would write."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_MISSING": MISSING}
    parameters, lines = ["self"], []
    for each in fields(made):
        default, factory = f"_{each.name}_default", f"_{each.name}_factory"
        known[default], known[factory] = each.default, each.default_factory
        has_default, has_factory = each.default is not MISSING, each.default_factory is not MISSING
        given = each.name
        if each.init:
            parameters.append(
                f"{each.name}={default}" if has_default else f"{each.name}=_MISSING" if has_factory else each.name
            )
            if has_factory:
                given = f"{factory}() if {each.name} is _MISSING else {each.name}"
        elif has_default or has_factory:
            given = f"{factory}()" if has_factory else default
        else:
            continue
        lines.append(f"    _set(self, {each.name!r}, {given})")
    if hasattr(made, "__post_init__"):
        lines.append("    self.__post_init__()")
    code = f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines or ["    pass"])
    exec(code, known)  # noqa: S102 - the names of fields, and nothing else
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


@recursive_repr()
def _repr(self: Any) -> str:
    shown = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({shown})"


def _eq(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    compared = self.__class__.__compared__
    return compared(self) == compared(other)


def _hash(self: Any) -> int:
    return hash(self.__class__.__compared__(self))


def _setattr(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in fields(self)]


def _setstate(self: Any, state: list[Any]) -> None:
    for each, held in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, held)


_SHARED: dict[str, Callable[..., Any]] = {
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
    "__setattr__": _setattr,
    "__delattr__": _delattr,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
