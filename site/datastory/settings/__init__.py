"""Settings: `base` holds what never changes, the others the few lines that do."""
