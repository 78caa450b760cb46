"""From what a PDF page paints to blocks that can be quoted. Knows no PDF library: `corpus/read_pdf.py` does.

geometry, colour     points, boxes, matrices; colours that stand out or not
canvas               what painting gives, and the state that it goes through
text, shapes, paint  operators followed: words and why one is not seen, lines, areas
grid, tables         ruled lines into cells, cells into rows
lines                words into lines, lines into reading order
running              what comes back on every page; tables of contents
hyphens, paragraphs  lines into paragraphs, list items with their marks
headings             which paragraphs are headings, and how they nest
compose              all of it into the stored text
"""
