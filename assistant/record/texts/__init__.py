"""What is read of an entry: the page in plain French, the texts that the law asks for, what is missing."""
