"""What pages show, as HTML in which nothing of a document or of an answer can run."""
