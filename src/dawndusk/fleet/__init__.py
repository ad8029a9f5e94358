"""How a fleet is launched, built and learns to be cheaper."""
