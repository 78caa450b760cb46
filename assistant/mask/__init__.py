"""What a person types, without what may say who speaks, before anything of it is stored."""
