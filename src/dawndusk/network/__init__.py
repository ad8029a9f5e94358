"""How orbital compute, gateways and users reach each other."""
