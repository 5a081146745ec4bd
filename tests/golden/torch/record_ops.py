#!/usr/bin/env python3
"""record_ops.py — what PyTorch makes of every operation, forward and backward, for tests/test_ops_torch.c

    python3 tests/golden/torch/record_ops.py > tests/golden/torch/ops.txt          (recorded with PyTorch 1.13.1, in double)

A case is "case NAME key=value …", then arrays, "array NAME shape… : numbers…", and "end". Arrays are turned samples-last, as Lehr has them: x, y and
their gradients; weights are PyTorch's own. dy is what comes from above; dx, dW, db … what goes back.
"""
import torch
import torch.nn.functional as F

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)


def drawn(*shape):
    """Normal, on a grid of 1/64: short to write, exact in float, and now and then two are equal."""
    return torch.round(torch.randn(*shape) * 64) / 64


def samples_last(v):
    return v.movedim(0, -1).contiguous() if v.dim() > 1 else v


def show(name, v):
    numbers = " ".join(repr(float(n)) for n in v.reshape(-1))
    print(f"array {name} {' '.join(str(n) for n in v.shape)} : {numbers}")


def case(name, f, settings, after=None, loss=False, **arrays):
    """arrays: x (and x2, x3 for concat) have samples first, others are weights; 'y' and 'label' are answers and want no gradient."""
    given = {k: v.clone().requires_grad_(v.is_floating_point() and k not in ("y", "mean", "variance")) for k, v in arrays.items()}
    result = f(**given)
    above = torch.ones(()) if loss else torch.randn(result.shape)
    (result * above).sum().backward()
    print("case", name, *(f"{k}={v}" for k, v in settings.items()))
    for k, v in arrays.items():
        show(k, samples_last(v) if k[0] in "xy" else v)
    show("result", result.detach() if loss else samples_last(result.detach()))
    if not loss:
        show("above", samples_last(above))
    for k, v in given.items():
        if v.requires_grad:
            show("d" + k, samples_last(v.grad) if k[0] == "x" else v.grad)
    for k, v in (after or {}).items():
        show(k, v)
    print("end")


def pair(v):
    return v if isinstance(v, tuple) else (v, v)


def numbers(prefix, v, wave):
    first, second = (v, 0) if wave else pair(v)
    return {prefix: first} if wave else {prefix: first, prefix + "2": second}


# --- convolution ------------------------------------------------------------------------------------------------------

for wave in (True, False):
    convolve, name = (F.conv1d, "conv1d") if wave else (F.conv2d, "conv2d")
    for m, c, size, k, kernel, stride, padding, groups, bias in [
        (3, 1, (5,), 2, (3,), 1, 0, 1, True), (1, 3, (7,), 5, (2,), 3, 1, 1, True), (17, 4, (9,), 6, (4,), 1, 2, 2, False), (2, 3, (11,), 3, (3,), 5, 0, 3, True),
        (5, 2, (1,), 1, (1,), 1, 0, 1, True), (33, 3, (8,), 7, (8,), 1, 0, 1, True),
    ] if wave else [
        (3, 1, (5, 4), 2, (3, 3), 1, 0, 1, True), (1, 3, (7, 5), 5, (2, 4), (3, 1), (1, 2), 1, True), (2, 4, (9, 6), 6, (4, 3), 1, 2, 2, False),
        (2, 3, (6, 7), 3, (3, 2), (4, 5), 0, 3, True), (9, 2, (3, 3), 1, (1, 1), 2, 0, 1, True), (4, 6, (5, 5), 16, (5, 5), 1, 0, 1, True),
        (18, 2, (6, 6), 7, (3, 3), 1, 1, 1, True), (5, 2, (4, 9), 4, (3, 3), (2, 1), (0, 1), 2, True),
    ]:
        arrays = {"x": drawn(m, c, *size), "W": drawn(k, c // groups, *kernel)}
        if bias:
            arrays["b"] = drawn(k)
        case(name, lambda x, W, b=None: convolve(x, W, b, stride, padding, 1, groups),
             {**numbers("stride", stride, wave), **numbers("padding", padding, wave), "groups": groups}, **arrays)

# --- pooling ----------------------------------------------------------------------------------------------------------

for name, wave, pool in [("max_pool1d", True, F.max_pool1d), ("avg_pool1d", True, F.avg_pool1d), ("max_pool2d", False, F.max_pool2d),
                         ("avg_pool2d", False, F.avg_pool2d)]:
    for m, c, size, kernel, stride, padding in [
        (3, 1, (6,), 2, 2, 0), (1, 4, (7,), 3, 1, 1), (5, 2, (9,), 2, 5, 0), (2, 3, (4,), 4, 4, 2),
    ] if wave else [
        (3, 1, (6, 4), 2, 2, 0), (1, 4, (7, 5), 3, 1, 1), (5, 2, (9, 8), (2, 3), (5, 4), 0), (2, 3, (4, 4), 4, 4, 2), (4, 2, (5, 7), (3, 2), (1, 2), (1, 0)),
    ]:
        case(name, lambda x: pool(x, kernel, stride, padding),
             {**numbers("kernel", kernel, wave), **numbers("stride", stride, wave), **numbers("padding", padding, wave)}, x=drawn(m, c, *size))

for m, size in [(3, (2, 5)), (1, (4, 3, 2)), (7, (1, 6, 6))]:
    case("global_avg_pool", lambda x: x.flatten(2).mean(2), {}, x=drawn(m, *size))

# --- batch norm -------------------------------------------------------------------------------------------------------

for shape in [(5, 3), (2, 1), (4, 2, 5), (3, 4, 2, 3), (1, 2, 3, 2)]:
    for training in (1, 0):
        for momentum, eps in [(0.1, 1e-5), (0.9, 1e-2)]:
            c = shape[1]
            mean, variance = drawn(c), torch.round(torch.rand(c) * 64) / 64 + 0.5
            x, gamma, beta = drawn(shape) * 3 + 1, drawn(c), drawn(c)
            moved = (mean.clone(), variance.clone())
            F.batch_norm(x, *moved, gamma, beta, bool(training), momentum, eps)
            case("batch_norm", lambda x, W, b, mean, variance: F.batch_norm(x, mean.clone(), variance.clone(), W, b, bool(training), momentum, eps),
                 {"training": training, "momentum": momentum, "eps": eps}, {"mean_after": moved[0], "variance_after": moved[1]},
                 x=x, W=gamma, b=beta, mean=mean, variance=variance)

# --- linear, concat, element by element -------------------------------------------------------------------------------

for m, n, k in [(1, 1, 1), (5, 3, 7), (33, 20, 2)]:
    case("linear", lambda x, W, b: F.linear(x, W, b), {}, x=drawn(m, n), W=drawn(k, n), b=drawn(k))
for shapes in [((3, 2), (3, 1)), ((2, 1, 4), (2, 3, 4), (2, 2, 4)), ((2, 1, 2, 3), (2, 2, 2, 3), (2, 1, 2, 3), (2, 4, 2, 3))]:
    case("concat", lambda **x: torch.cat(list(x.values()), 1), {"count": len(shapes)}, **{f"x{i + 1}": drawn(s) for i, s in enumerate(shapes)})
case("flatten", lambda x: x.flatten(1), {}, x=drawn(3, 2, 4, 5))

points = torch.cat([drawn(40) * 3, torch.tensor([0.0, -0.0, 1e-9, -1e-9, 1e-5, -1e-5, 30.0, -30.0, 100.0, -100.0])])[:, None]
for name, f, settings in [("tanh", torch.tanh, {}), ("sigmoid", torch.sigmoid, {}), ("relu", F.relu, {}), ("leaky_relu", lambda x: F.leaky_relu(x, 0.2), {"slope": 0.2}),
                          ("elu", lambda x: F.elu(x, 1.0), {"alpha": 1}), ("elu", lambda x: F.elu(x, 0.3), {"alpha": 0.3}),
                          ("softplus", lambda x: F.softplus(x, threshold=50), {})]:
    case(name, lambda x: f(x), settings, x=points)

# --- losses -----------------------------------------------------------------------------------------------------------

for m, k in [(1, 1), (1, 5), (7, 3), (33, 2)]:
    z, y, label = drawn(m, k) * 2, drawn(m, k), torch.randint(k, (m,))
    case("mse", lambda x, y: F.mse_loss(x, y), {}, loss=True, x=z, y=y)
    case("half_mse", lambda x, y: ((x - y) ** 2).sum() / (2 * m), {}, loss=True, x=z, y=y)
    case("l1", lambda x, y: F.l1_loss(x, y), {}, loss=True, x=z, y=y)
    for beta in (1, 0.25, 0):
        case("smooth_l1", lambda x, y: F.smooth_l1_loss(x, y, beta=beta), {"beta": beta}, loss=True, x=z, y=y)
    case("logistic_cross_entropy", lambda x, y: F.binary_cross_entropy_with_logits(x, y, reduction="sum") / m, {}, loss=True, x=z, y=torch.round(torch.rand(m, k) * 64) / 64)
    case("softmax_cross_entropy", lambda x, label: F.cross_entropy(x, label), {}, loss=True, x=z, label=label)
    for share in (0.1, 0.5, 1):
        case("label_smoothing", lambda x, label: F.cross_entropy(x, label, label_smoothing=share), {"share": share}, loss=True, x=z, label=label)
