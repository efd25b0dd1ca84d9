"""How fast the product is, and what it is held against: see README.md."""
