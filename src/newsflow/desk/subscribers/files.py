"""Tables of these pages as CSV files."""

import csv
import io
from collections.abc import Iterable, Sequence

from starlette.responses import Response

from newsflow.web.cells import CSV_TYPE, plain


def csv_file(name: str, head: Sequence[str], lines: Iterable[Sequence[object]]) -> Response:
    """The table as a file; what a spreadsheet would take for a formula is given as text."""
    out = io.StringIO(newline="")
    writes = csv.writer(out)
    writes.writerow(head)
    writes.writerows([plain(each) if isinstance(each, str) else each for each in line] for line in lines)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response("\ufeff" + out.getvalue(), media_type=CSV_TYPE, headers=headers)
