"""Asks PyTorch's own gradcheck about wrong gradients that are mutants here, to compare with the re-implementation in
gradient_checks_elsewhere.cpp. Prints one line of C++ for each, for the table there.

    /usr/bin/python3 tests/mutants/gradcheck.py        (Debian's python3-torch)

Each is checked with gradcheck's default tolerances on the plain case that the re-implementation uses: the third of the
layer's specification.
"""
import torch
import torch.nn.functional as F

torch.manual_seed(5)


def function(forward, backward):
    """A differentiable function with the given backward(grad_output, *inputs) -> gradients."""

    class Function(torch.autograd.Function):
        @staticmethod
        def forward(ctx, *inputs):
            ctx.save_for_backward(*inputs)
            return forward(*inputs)

        @staticmethod
        def backward(ctx, grad_output):
            return backward(grad_output, *ctx.saved_tensors)

    return Function.apply


def right_gradients(forward, grad_output, *inputs):
    with torch.enable_grad():
        leaves = [one.detach().requires_grad_() for one in inputs]
        return list(torch.autograd.grad(forward(*leaves), leaves, grad_output))


def report(layer, forward, inputs, mutants):
    for name, spoil in mutants.items():

        def backward(grad_output, *saved):
            right = lambda g, *at: right_gradients(forward, g, *at)
            return tuple(spoil(right(grad_output, *saved), right, grad_output, *saved))

        try:
            torch.autograd.gradcheck(function(forward, backward), [one.clone().requires_grad_() for one in inputs])
            found = "false"
        except RuntimeError:
            found = "true"
        print(f'{{"{layer}", "{name}", {found}}},')


def changed(index, value):
    """A mutant that replaces one gradient: value(right gradients, right, grad_output, *inputs)."""

    def spoil(grads, *arguments):
        grads[index] = value(grads, *arguments)
        return grads

    return spoil


def masked(tensor, keep):
    result = torch.zeros_like(tensor)
    result[keep] = tensor[keep]
    return result


uniform = lambda *shape: torch.rand(*shape, dtype=torch.float64) * 2 - 1
first, last = lambda t: masked(t, slice(0, 1)), lambda t: masked(t, slice(-1, None))
any_layer = {
    "InputGradientWithoutMinus": changed(0, lambda g, *_: -g[0]),
    "InputGradientTwice": changed(0, lambda g, *_: 2 * g[0]),
    "InputGradientNotComputed": changed(0, lambda g, *_: 0 * g[0]),
    "InputGradientAveragedOverBatch": changed(0, lambda g, right, dy, x, *_: g[0] / x.shape[0]),
    "GradOutputIgnored": changed(0, lambda g, right, dy, *a: right(torch.ones_like(dy), *a)[0]),
    "InputGradientOfFirstImageForAll": changed(0, lambda g, *_: g[0][:1].expand_as(g[0]).clone()),
    "ImagesMixedUpInBackward": changed(0, lambda g, *_: g[0].roll(1, 0)),
}
any_parameters = {
    "WeightGradientAveragedOverBatch": changed(1, lambda g, right, dy, x, *_: g[1] / x.shape[0]),
    "WeightGradientOfLastImageOnly": changed(1, lambda g, right, dy, *a: right(last(dy), *a)[1]),
    "WeightGradientOfFirstImageOnly": changed(1, lambda g, right, dy, *a: right(first(dy), *a)[1]),
    "BiasGradientOfFirstImageOnly": changed(2, lambda g, right, dy, *a: right(first(dy), *a)[2]),
    "BiasGradientAveragedOverBatch": changed(2, lambda g, right, dy, x, *_: g[2] / x.shape[0]),
    "BiasGradientNotAdded": changed(2, lambda g, *_: 0 * g[2]),
    "WeightDecayInTheLayer": changed(1, lambda g, right, dy, x, w, b: g[1] + 0.005 * w),
    "UpdatedWeightUsedInBackward": changed(0, lambda g, right, dy, x, w, b: right(dy, x, w - 0.001 * g[1], b)[0]),
}


def zero_last_column(t):
    t = t.clone()
    t[..., -1] = 0
    return t


def at_position(dy, position):
    result = torch.zeros_like(dy)
    result.flatten(2)[:, :, position] = dy.flatten(2)[:, :, position]
    return result


conv = lambda x, w, b: F.conv2d(x, w, b)
report("Conv2d", conv, [uniform(2, 2, 5, 6), uniform(3, 2, 3, 3), uniform(3)], {
    "KernelNotRotated": changed(0, lambda g, right, dy, x, w, b: right(dy, x, w.flip(2, 3), b)[0]),
    "KernelTransposed": changed(0, lambda g, right, dy, x, w, b: right(dy, x, w.transpose(2, 3), b)[0]),
    "StrideIgnoredInBackward": changed(0, lambda g, *_: g[0]),
    "PaddingForgottenInBackward": changed(0, lambda g, *_: g[0]),
    "LastColumnDropped": changed(0, lambda g, *_: zero_last_column(g[0])),
    "WeightGradientKernelsTransposed": changed(1, lambda g, *_: g[1].transpose(2, 3).contiguous()),
    "WeightGradientRotated": changed(1, lambda g, *_: g[1].flip(2, 3)),
    "OneKernelForAllChannels": changed(1, lambda g, *_: g[1][:, :1].expand_as(g[1]).clone()),
    "WeightGradientOfLastPositionOnly": changed(1, lambda g, right, dy, *a: right(at_position(dy, -1), *a)[1]),
    "BiasGradientOfFirstPositionOnly": changed(2, lambda g, right, dy, *a: right(at_position(dy, 0), *a)[2]),
    "BiasGradientAveragedOverPositions": changed(2, lambda g, right, dy, *_: g[2] / (dy.shape[2] * dy.shape[3])),
    **any_layer, **any_parameters})

linear = lambda x, w, b: F.linear(x, w, b)  # (3, 1) -> (3, 4): the case OneInput
report("Linear", linear, [uniform(3, 1), uniform(4, 1), uniform(4)], {
    "WeightGradientStoredTransposed": changed(1, lambda g, *_: g[1].t().contiguous().view(g[1].shape)),
    "InputGradientOfLastOutputOnly": changed(0, lambda g, right, dy, *a: right(masked(dy.t(), slice(-1, None)).t(), *a)[0]),
    **any_layer, **any_parameters})

spaced = (torch.randperm(15, dtype=torch.float64).view(3, 5) - 7 + 0.5) / 16  # no two alike, and none near 0
report("ReLU", torch.relu, [spaced], {
    "GateOpenAtZero": lambda g, right, dy, x: [dy * (x >= 0)],
    "GateFromGradOutput": lambda g, right, dy, x: [dy * (dy > 0)],
    "GateFromBoth": lambda g, right, dy, x: [dy * (dy > 0) * (x > 0)],
    "GateMissing": lambda g, right, dy, x: [dy.clone()],
    "ActivationForDerivative": lambda g, right, dy, x: [dy * x.clamp(min=0)],
    **any_layer})
report("Sigmoid", torch.sigmoid, [uniform(3, 5) * 8], {
    "ActivationForDerivative": lambda g, right, dy, x: [dy * x.sigmoid()],
    "DerivativeTwice": lambda g, right, dy, x: [dy * (x.sigmoid() * (1 - x.sigmoid())) ** 2],
    **any_layer})
