"""Other people's models and claims, each as its own inputs, formulae and convention."""
