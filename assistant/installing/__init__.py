"""What Glose puts in place by itself: the models, and the library that runs the one that writes."""
