"""Models that never raise where Qt asks: an exception there ends the process instead of reaching the error dialog."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

Method = TypeVar("Method", bound=Callable[..., Any])


def never_raises(default: object) -> Callable[[Method], Method]:
    """A model's method that reports an exception as an unexpected error and answers with `default`.

    PySide 6.11.3 aborts the process when headerData, rowCount or columnCount raise.
    """

    def decorate(method: Method) -> Method:
        @wraps(method)
        def guarded(*arguments: Any, **options: Any) -> Any:
            try:
                return method(*arguments, **options)
            except Exception as error:
                sys.excepthook(type(error), error, error.__traceback__)
                return default

        return guarded  # type: ignore[return-value]

    return decorate
