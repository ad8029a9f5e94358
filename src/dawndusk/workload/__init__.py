"""What is run: the reference accelerator by year, and what it asks for."""
