"""What a question says of its answer: in which words, on what thing, for whom, in which shape."""
