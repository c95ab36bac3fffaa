"""What agencies print on their copy, language by language. Add a language: a module, and a line in `TABLES`."""

from newsflow.copyreader.labels import ar, de, en, es, fa, fr, ru, tr
from newsflow.copyreader.labels.table import Attribution, Labels, NoticeWords, Weight

TABLES: dict[str, Labels] = {
    table.language: table
    for table in (fr.LABELS, tr.LABELS, ar.LABELS, en.LABELS, ru.LABELS, es.LABELS, de.LABELS, fa.LABELS)
}
"""Every table by its language. A page's labels may be in another language than its text: all are tried."""

__all__ = ["TABLES", "Attribution", "Labels", "NoticeWords", "Weight"]
