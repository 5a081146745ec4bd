"""read_png.py — a PNG by another decoder than ours: zlib's inflate and CRC, the filters of the definition. Knows nothing of this house.

    python3 read_png.py FILE...     a line each: FILE WIDTHxHEIGHT COLOURS; not 0 if one is wrong. Of large pictures, whose
                                    filters would take seconds, the colours are not counted: "many"
"""
import struct
import sys
import zlib

LARGE = 100000


def chunks(data):
    assert data[:8] == b"\x89PNG\r\n\x1a\n", "signature"
    at = 8
    while at < len(data):
        size, = struct.unpack(">I", data[at:at + 4])
        kind, body = data[at + 4:at + 8], data[at + 8:at + 8 + size]
        crc, = struct.unpack(">I", data[at + 8 + size:at + 12 + size])
        assert zlib.crc32(kind + body) == crc, "CRC of " + repr(kind)
        yield kind, body
        at += 12 + size


def paeth(a, b, c):
    p = a + b - c
    near = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))
    return near[2]


def unfilter(kind, row, above):
    for i in range(len(row)):
        left, upper = row[i - 3] if i > 2 else 0, above[i]
        corner = above[i - 3] if i > 2 else 0
        guess = (0, left, upper, (left + upper) // 2, paeth(left, upper, corner) if kind == 4 else 0)[kind]
        row[i] = (row[i] + guess) & 255
    return row


def read(path):
    width = height = 0
    packed, kinds = b"", []
    with open(path, "rb") as file:
        for kind, body in chunks(file.read()):
            kinds.append(kind)
            if kind == b"IHDR":
                width, height, depth, colour, *rest = struct.unpack(">IIBBBBB", body)
                assert (depth, colour, rest) == (8, 2, [0, 0, 0]), "not plain 8-bit RGB"
            if kind == b"IDAT":
                packed += body
    assert kinds[0] == b"IHDR" and kinds[-1] == b"IEND" and kinds.count(b"IHDR") == 1, "order of chunks"
    raw = zlib.decompress(packed)
    assert len(raw) == (3 * width + 1) * height, "length"
    assert all(raw[y * (3 * width + 1)] < 5 for y in range(height)), "filter"
    if width * height > LARGE:
        return width, height, "many"
    colours, above = set(), bytearray(3 * width)
    for y in range(height):
        line = raw[y * (3 * width + 1):(y + 1) * (3 * width + 1)]
        above = unfilter(line[0], bytearray(line[1:]), above)
        colours.update(above[i:i + 3].hex() for i in range(0, 3 * width, 3))
    return width, height, str(len(colours))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, "%dx%d %s" % read(name))
