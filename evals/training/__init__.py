"""The small cross-encoder of the guard: pairs made by rule, then the training itself."""
