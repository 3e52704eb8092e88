"""Answers the cases of every layer, with NumPy.   usage: answer_all.py DIR [WRONG]

WRONG makes one mistake: "mean" divides the gradients of losses by nothing, "bias" loses the bias of Conv2d.
"""
import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python" / "examples"))
import right  # noqa: E402

directory, wrong = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""


def answers_of(case, given):
    layer, x, g = case["layer"], given["input"], given.get("grad_output")
    if layer == "Conv2d":
        b = given.get("bias", np.zeros(case["out_channels"])) * (wrong != "bias")
        out, cache = right.conv_forward_naive(x, given["weight"], b, {"stride": case["stride"], "pad": case["padding"]})
        return out, *right.conv_backward_naive(g, cache)
    if layer == "Linear":
        out, cache = right.affine_forward(x, given["weight"].T, given.get("bias", 0))
        dx, dw, db = right.affine_backward(g, cache)
        return out, dx, dw.T, db
    if layer == "MaxPool2d":
        size = case["kernel_size"]
        out, cache = right.max_pool_forward_naive(
            x, {"pool_height": size, "pool_width": size, "stride": case["stride"]})
        return out, right.max_pool_backward_naive(g, cache)
    if layer == "AvgPool2d":
        size, stride = case["kernel_size"], case["stride"]
        out, dx = np.empty_like(g), np.zeros_like(x)
        for i in range(g.shape[2]):
            for j in range(g.shape[3]):
                window = np.s_[:, :, i * stride:i * stride + size, j * stride:j * stride + size]
                out[:, :, i, j] = x[window].mean(axis=(2, 3))
                dx[window] += g[:, :, i:i + 1, j:j + 1] / size ** 2
        return out, dx
    if layer == "ReLU":
        return np.maximum(x, 0), g * (x > 0)
    if layer == "Sigmoid":
        y = 1 / (1 + np.exp(-x))
        return y, g * y * (1 - y)
    if layer == "Tanh":
        return np.tanh(x), g * (1 - np.tanh(x) ** 2)
    if layer == "Dropout":
        factor = given["mask"] / (1 - case["rate"])
        return x * factor, g * factor
    if layer == "SoftmaxCrossEntropy":
        loss, dx = right.softmax_loss(x, given["labels"])
        return np.array(loss), dx * (len(x) if wrong == "mean" else 1)
    one_hot = np.eye(x.shape[1])[given["labels"]]
    losses = np.maximum(x, 0) - x * one_hot + np.log1p(np.exp(-abs(x)))
    return losses.sum(axis=1).mean(), (1 / (1 + np.exp(-x)) - one_hot) / len(x)


description = json.loads((directory / "exchange.json").read_text())
for case in description["cases"]:
    folder = directory / case["folder"]
    given = {name[:-4]: np.load(folder / name) for name in case["inputs"]}
    for name, answer in zip(case["answers"], answers_of(case, given)):
        np.save(folder / name, np.asarray(answer).astype(description["type"]))
