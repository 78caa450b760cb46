"""Documents of word processors, DOCX and ODT: what a reader of the printed page sees, as `corpus.pieces.Piece`.

archive      refuses what is no document: other formats, passwords, damage, bombs
numbers      the numbers that word processors add to paragraphs
word_*       the XML of a DOCX, which `corpus/read_docx.py` opens
odt_body     the nodes of an ODT, which `corpus/read_odt.py` opens
"""
