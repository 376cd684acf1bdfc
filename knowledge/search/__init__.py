"""Search over our own pages: it forgives, and it keeps nothing of what was asked."""
