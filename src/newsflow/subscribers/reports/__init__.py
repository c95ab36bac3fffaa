"""Reports of the agency: what was used, by day; who is silent; which kills were not fetched; what falls due."""
