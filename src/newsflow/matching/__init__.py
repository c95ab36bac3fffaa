"""Who gets what, and why: contracts and filters as one expression tree. PURE."""
