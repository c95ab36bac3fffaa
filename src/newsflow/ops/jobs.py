"""Everything that a worker does beside the web process; each job takes its own lease where it must be alone."""

from newsflow.ops.working import Job

ALL: tuple[Job, ...] = ()
