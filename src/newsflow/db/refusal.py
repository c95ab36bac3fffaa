"""What the database refuses, said in our own words."""

from collections.abc import Generator
from contextlib import contextmanager

from psycopg import errors

from newsflow.domain.errors import BadInputError, ConflictError, NotFoundError


@contextmanager
def told(noun: str, which: str) -> Generator[None]:
    """Turn a refused row into an error of three parts: there already, of something unknown, out of bounds."""
    try:
        yield
    except errors.UniqueViolation as error:
        raise ConflictError(f"This {noun} is there already.", f"{which}.", "Choose another name.") from error
    except errors.ForeignKeyViolation as error:
        raise NotFoundError(
            f"This {noun} names something unknown.", f"{which}.", "Add that first."
        ) from error
    except errors.CheckViolation as error:
        words = error.diag.constraint_name or "a check"
        raise BadInputError(
            f"This {noun} is out of bounds.", f"{which}: {words}.", "Look at its values again."
        ) from error
