"""The public site at the desk: what each edition shows, in which order and in whose words."""
