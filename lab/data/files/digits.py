"""digits.py — makes digits-images-idx3-ubyte and digits-labels-idx1-ubyte from scikit-learn's digits.csv.gz.

    python3 lab/data/files/digits.py digits.csv.gz lab/data

Each line of the table is a picture: 64 numbers 0 … 16, line by line, and the digit. The two files are in MNIST's format (lab/data/idx.h).
"""
import csv
import gzip
import struct
import sys


def main(table, folder):
    with gzip.open(table, "rt") as f:
        rows = [[int(float(v)) for v in row] for row in csv.reader(f)]
    assert len(rows) == 1797 and all(len(r) == 65 and 0 <= min(r) and max(r) <= 16 and r[64] <= 9 for r in rows)
    with open(folder + "/digits-images-idx3-ubyte", "wb") as f:
        f.write(struct.pack(">BBBBIII", 0, 0, 8, 3, len(rows), 8, 8))
        for r in rows:
            f.write(bytes(r[:64]))
    with open(folder + "/digits-labels-idx1-ubyte", "wb") as f:
        f.write(struct.pack(">BBBBI", 0, 0, 8, 1, len(rows)))
        f.write(bytes(r[64] for r in rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
