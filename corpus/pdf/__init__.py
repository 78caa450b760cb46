"""From what a PDF page paints to blocks that can be quoted. Knows no PDF library: `corpus/read_pdf.py` does.

geometry, colour     points, boxes, matrices; colours that stand out or not
canvas               what painting gives, and the state that it goes through
text, shapes, paint  operators followed: words and why one is not seen, lines, areas
columns, lines       words into lines, in reading order
grid, tables         ruled lines into cells, cells into rows
facing               two columns of text inside one cell
aligned              tables without rules
page                 all of that for one page; what was hidden, scanned or garbled on it
running              what comes back on every page; stamps; tables of contents
hyphens, paragraphs  lines into paragraphs and items
headings             which paragraphs are headings, and how they nest
compose              all of it into the stored text
say                  notes and errors, in French
"""
