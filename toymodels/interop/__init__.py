"""Exchange with other programs: a training game written so that a model checker reads it."""
