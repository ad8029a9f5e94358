"""The alternative on Earth: facilities and the paths to power them."""
