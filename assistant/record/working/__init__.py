"""What an agent does to an entry at work: orders, fields filled by hand, rereading, what is kept."""
