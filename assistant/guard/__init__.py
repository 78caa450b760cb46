"""Whether what is cited supports a sentence, layer after layer: its values, its force, its meaning."""
