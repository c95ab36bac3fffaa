-- A feed may be asked for otherwise (its format, its question, from where), and keeps its address: whoever reads it changes nothing.
GRANT UPDATE (format, title, question, entries, addresses, ends) ON feed TO newsflow_app;
