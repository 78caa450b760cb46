"""The page of a PDF as a reader sees it, with a quotation marked."""
