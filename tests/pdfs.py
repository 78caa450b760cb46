"""Small PDF files written by hand, for tests: each page is the operators that paint it."""

from collections.abc import Mapping, Sequence

PAGE = (595, 842)
IMAGE = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>"
_FONTS = (
    "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> "
    "/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >> "
    "/F3 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
    "/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl] >> >>"
)


def show(text: str, x: float = 72, y: float = 700, *, size: float = 11, font: str = "F1", mode: int = 0) -> str:
    """Operators that show one line of text."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {mode} Tr {x} {y} Td ({escaped}) Tj ET\n"


def lines(*texts: str, x: float = 72, y: float = 700, size: float = 11, font: str = "F1", step: float = 14) -> str:
    """Operators that show lines under one another."""
    return "".join(show(text, x, y - step * n, size=size, font=font) for n, text in enumerate(texts))


def grid(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Operators that rule a table: every line between the first and the last of the other direction."""
    flat = [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys]
    return "\n".join(flat + [f"{x} {ys[0]} m {x} {ys[-1]} l S\n" for x in xs])


def picture(width: float = PAGE[0], height: float = PAGE[1]) -> str:
    """Operators that paint a picture from the lower left corner."""
    return f"q {width} 0 0 {height} 0 0 cm /Im1 Do Q\n"


def make_pdf(
    *pages: str,
    info: Mapping[str, str] | None = None,
    page_extra: str = "",
    resources: str = "",
    objects: str = "",
    catalog: str = "",
) -> bytes:
    """A whole file. `objects` are numbered from 6 and `resources`, `page_extra`, `catalog` may refer to them."""
    kids = [20 + 2 * n for n in range(len(pages))]
    body: dict[int, bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        2: f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>".encode(),
        3: f"<< /Font << {_FONTS} >> /XObject << /Im1 4 0 R >> {resources} >>".encode(),
        4: IMAGE + b"\nstream\n\x80\nendstream",
        5: _info(info or {}),
    }
    for number, text in enumerate(filter(None, objects.split("\n")), 6):
        body[number] = text.encode("cp1252")
    for kid, page in zip(kids, pages, strict=True):
        size = f"0 0 {PAGE[0]} {PAGE[1]}"
        body[kid] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{size}] /Resources 3 0 R /Contents {kid + 1} 0 R {page_extra} >>"
        ).encode()
        stream = page.encode("cp1252")
        body[kid + 1] = b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream)
    return _file(body)


def _info(info: Mapping[str, str]) -> bytes:
    return b"<< " + b" ".join(b"/%b (%b)" % (k.encode(), v.encode("cp1252")) for k, v in info.items()) + b" >>"


def _file(body: Mapping[int, bytes]) -> bytes:
    data, places = b"%PDF-1.7\n", {}
    for number, content in body.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        data += b"%d 1\n%010d 00000 n \n" % (number, place)
    return data + b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (max(body) + 1, start)
