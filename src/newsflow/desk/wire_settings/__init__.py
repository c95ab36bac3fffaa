"""Wire settings: sections, packages, house words, gauges, checks, who looks twice; seen by all, changed by those who may."""
