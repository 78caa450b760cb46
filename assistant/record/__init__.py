"""Register entries of public algorithms: their schema, their drafting, and all that is made from them."""
