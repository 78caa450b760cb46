"""Hostile and damaged files for tests, built in no time whatever they expand to."""

import io
import re
import struct
import tarfile
import zipfile
import zlib

from pypdf import PdfReader, PdfWriter

from tests.conftest import ROOT

SAMPLE = ROOT / "corpus" / "sample" / "documents"
MEGABYTE = 2**20


def deflated(*parts: tuple[bytes, int]) -> bytes:
    """A raw deflate stream of each part repeated: gigabytes of it are written in no time."""
    stream = b""
    for part, times in parts:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        stream += (packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)) * times
    return stream + b"\x03\x00"


def bomb_tgz(members: int, megabytes: int) -> bytes:
    parts: list[tuple[bytes, int]] = []
    for number in range(members):
        member = tarfile.TarInfo(f"{number}.txt")
        member.size = megabytes * MEGABYTE
        parts += [(member.tobuf(), 1), (bytes(MEGABYTE), megabytes)]
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + deflated(*parts) + bytes(8)


def bomb_zip(members: int, megabytes: int) -> bytes:
    stream = deflated((bytes(MEGABYTE), megabytes))
    files, directory = b"", b""
    for number in range(members):
        name = f"{number}.txt".encode()
        sizes = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, 0, len(stream), megabytes * MEGABYTE, len(name), 0)
        directory += b"PK\1\2\x14\0" + sizes + struct.pack("<HHHII", 0, 0, 0, 0, len(files)) + name
        files += b"PK\3\4" + sizes + name + stream
    end = struct.pack("<HHHHIIH", 0, 0, members, members, len(directory), len(files), 0)
    return files + directory + b"PK\5\6" + end


def locked_pdf() -> bytes:
    writer, content = PdfWriter(PdfReader(SAMPLE / "deliberation-2026-047-creches.pdf")), io.BytesIO()
    writer.encrypt("secret")
    writer.write(content)
    return content.getvalue()


def zipped(*members: tuple[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return content.getvalue()


LEVELS = zip("abcdef", "bcdefg", strict=True)
BOMB = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {new} "{f"&{old};" * 20}">' for old, new in LEVELS)
"""The entity g is 64 million times "ha"."""


def sheet(entities: str, used: str) -> bytes:
    text = f'<Publication ID="F1"><Introduction><Texte>&{used};</Texte></Introduction></Publication>'
    return f"<!DOCTYPE p [{entities}]>{text}".encode()


def poisoned(name: str, member: str) -> bytes:
    """A good document of the sample, with the bomb in one of the XML files that it is made of."""
    with zipfile.ZipFile(SAMPLE / name) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    root = re.search(rb"<\w", members[member]).start()
    before, after = members[member][:root], members[member][root:]
    end = after.rindex(b"</")
    members[member] = before + f"<!DOCTYPE p [{BOMB}]>".encode() + after[:end] + b"&g;" + after[end:]
    return zipped(*members.items())
