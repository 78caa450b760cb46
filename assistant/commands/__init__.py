"""What each command of `glose` does, and the arguments that it takes."""
