"""Places that do not say the same thing, so that both are cited and neither is chosen."""
