"""Logs as events: a constant name in the past tense, and facts as fields. They go to standard error."""

import logging
import sys
from typing import TextIO

import structlog
import structlog.tracebacks

from newsflow.ops.settings import LogFormat, LogLevel

# What functions held when they failed may be a secret or a text that nobody may read yet: no trace has their locals,
# whatever prettier printers are installed.
_AS_FACTS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)


def configure_logging(level: LogLevel, form: LogFormat) -> None:
    """Send our events and the libraries' lines to standard error, in one form."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: structlog.typing.Processor
    if form is LogFormat.JSON:
        last = structlog.processors.JSONRenderer(ensure_ascii=False)
        shared.append(_AS_FACTS)
    else:
        last = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
    )
    handler = _ToStandardError()
    handler.setFormatter(formatter)
    root = logging.getLogger()
    for ours in [each for each in root.handlers if isinstance(each, _ToStandardError)]:
        root.removeHandler(ours)
    root.addHandler(handler)
    root.setLevel(level.value.upper())
    # uvicorn says its coming and going in its own words; ours say it once. Its warnings stay.
    logging.getLogger("uvicorn").setLevel(max(root.level, logging.WARNING))
    logging.getLogger("asyncio").setLevel(max(root.level, logging.WARNING))


class _ToStandardError(logging.StreamHandler[TextIO]):
    """Writes to what standard error is at that moment: it may be another one than at the start."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)
