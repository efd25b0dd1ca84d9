"""Templates, style and wording of the product: one folder per channel, no code."""
