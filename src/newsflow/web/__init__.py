"""The HTTP toolkit: pages, words, times, static files, error pages, security headers. It knows no room above it."""
