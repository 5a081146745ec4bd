#!/usr/bin/env python3
"""Fits the polynomials in core/kernels/kernels.c and prints them, with the largest relative error each leaves (needs python3-mpmath).

exp:  e^r = 1 + r + r^2 P(r)               for |r| <= ln(2)/2
log:  2 atanh(s) = 2 s + s z Q(z), z = s^2  for |s| <= (sqrt(2) - 1) / (sqrt(2) + 1)

The fit interpolates at Chebyshev's points, which for functions as smooth as these is within a digit of the best there is.
"""
import mpmath as mp

mp.mp.dps = 60


def fit(f, low, high, degree):
    nodes = [(low + high) / 2 + (high - low) / 2 * mp.cos(mp.pi * (2 * i + 1) / (2 * degree + 2)) for i in range(degree + 1)]
    rows = mp.matrix(degree + 1, degree + 1)
    for i, x in enumerate(nodes):
        for j in range(degree + 1):
            rows[i, j] = x ** j
    return list(mp.lu_solve(rows, mp.matrix([f(x) for x in nodes])))


def worst(true, ours, low, high):
    points = (low + (high - low) * i / 2000 for i in range(2001))
    return max(abs(ours(x) / true(x) - 1) for x in points if x)


def show(name, c, error, digits):
    print(f"{name}: relative error {mp.nstr(error, 2)}")
    print("   ", ", ".join(mp.nstr(v, digits, strip_zeros=False) for v in c))


half = mp.log(2) / 2
s_most = (mp.sqrt(2) - 1) / (mp.sqrt(2) + 1)
for kind, digits, exp_degree, log_degree in (("float", 10, 4, 3), ("double", 19, 10, 7)):
    c = fit(lambda r: (mp.expm1(r) - r) / r ** 2 if abs(r) > 1e-9 else mp.mpf(1) / 2 + r / 6, -half, half, exp_degree)
    show(f"exp {kind}", c, worst(mp.exp, lambda r: 1 + r + r * r * mp.polyval(c[::-1], r), -half, half), digits)
    q = fit(lambda z: (2 * mp.atanh(mp.sqrt(z)) / mp.sqrt(z) - 2) / z if z else mp.mpf(2) / 3, mp.mpf(0), s_most ** 2, log_degree)
    show(f"log {kind}", q, worst(lambda s: 2 * mp.atanh(s), lambda s: 2 * s + s ** 3 * mp.polyval(q[::-1], s * s), -s_most, s_most), digits)
print("ln 2 in two parts:", mp.nstr(mp.log(2), 30), "less 0x1.62e4p-1 =", mp.nstr(mp.log(2) - mp.mpf(0x162e4) / 2 ** 17, 20),
      "less 0x1.62e42fefap-1 =", mp.nstr(mp.log(2) - mp.mpf(0x162e42fefa) / 2 ** 37, 25))
