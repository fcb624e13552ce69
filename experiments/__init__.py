"""Questions asked of the world: runs, comparisons of designs, and what is kept of them."""
