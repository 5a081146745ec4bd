"""read_safetensors.py — the format of checkpoints from its definition alone, with nothing but Python's standard library.

    python3 read_safetensors.py read FILE           every tensor and text, its checksum tested, as lines on stdout
    python3 read_safetensors.py write FILE          a small file as others write it: no checksum
    python3 read_safetensors.py weights FROM TO     the weights of FROM alone, without texts: what a foreign file of the same net would be

A file is 8 bytes with the length of its head, little-endian; the head, JSON; and the numbers, without a gap. Exits with 1 and one line
if a file is not so.
"""
import hashlib
import json
import struct
import sys

FORMATS = {"F64": "d", "F32": "f", "I64": "q", "I32": "i", "I16": "h", "I8": "b", "U64": "Q", "U32": "I", "U16": "H", "U8": "B", "BOOL": "?"}


def once(pairs):
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), "a name is there twice"
    return dict(pairs)


def read(path):
    with open(path, "rb") as file:
        whole = file.read()
    length = struct.unpack("<Q", whole[:8])[0]
    head, numbers = whole[8 : 8 + length], whole[8 + length :]
    assert len(head) == length and head[:1] == b"{", "the head is not all there"
    listed = json.loads(head.decode("utf-8"), object_pairs_hook=once)
    texts = listed.pop("__metadata__", {})
    assert all(isinstance(text, str) for text in texts.values()), "a text is none"
    tensors, end = {}, 0
    for name, about in sorted(listed.items(), key=lambda item: item[1]["data_offsets"]):
        begin, after = about["data_offsets"]
        count = 1
        for dimension in about["shape"]:
            count *= dimension
        layout = "<%d%s" % (count, FORMATS[about["dtype"]])
        assert begin == end and after - begin == struct.calcsize(layout), "%s does not lie where it should" % name
        tensors[name] = (about["dtype"], about["shape"], struct.unpack(layout, numbers[begin:after]))
        end = after
    assert end == len(numbers), "%d bytes follow the last tensor" % (len(numbers) - end)
    checksum = texts.get("lehr.checksum")
    if checksum is not None:
        without = whole.replace(checksum.encode(), b"0" * len(checksum), 1)
        assert hashlib.sha256(without).hexdigest() == checksum, "the checksum is wrong"
    return tensors, texts


def write(path, tensors, texts):
    listed, numbers = {}, b""
    if texts:
        listed["__metadata__"] = texts
    for name, (dtype, shape, values) in tensors.items():
        packed = struct.pack("<%d%s" % (len(values), FORMATS[dtype]), *values)
        listed[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(numbers), len(numbers) + len(packed)]}
        numbers += packed
    head = json.dumps(listed).encode("utf-8")
    head += b" " * (-len(head) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(head)) + head + numbers)


def main(what, path, to=None):
    if what == "read":
        tensors, texts = read(path)
        for key in sorted(texts):
            print("text", key, json.dumps(texts[key]))
        for name in sorted(tensors):
            dtype, shape, values = tensors[name]
            print("tensor", name, dtype, shape, " ".join(repr(value) for value in values))
    elif what == "write":
        write(path, {"fc1.weight": ("F32", [2, 3], [1, -2, 0.5, 0, 3, 4]), "fc1.bias": ("F64", [2], [0.1, -7]),
                     "steps": ("I64", [], [12]), "é\n": ("U8", [0], [])}, {"format": "pt", "by": "Python, 智能之门"})
    else:
        tensors, _ = read(path)
        write(to, {name: tensor for name, tensor in tensors.items() if name.startswith("fc")}, {})


try:
    main(*sys.argv[1:])
except (AssertionError, KeyError, TypeError, ValueError, struct.error) as wrong:
    sys.exit("read_safetensors.py: %s: %s" % (sys.argv[2], wrong))
