"""dawndusk: AI compute in orbit or on Earth."""
