"""Everything that runs the house: settings, the embedded database, the supervisor, the command line."""
