"""What compute costs: finance, accounting conventions, levelised cost, the price of waiting."""
