"""The homework of examples/right.py with one mistake at a time, as students make them.

usage: mistakes.py FOLDER      writes NAME.py for each, and mistakes.json, which lists them

What a mistake is called is the beginning of the name that the suite must give it.
"""
import json
import pathlib
import sys

RIGHT = (pathlib.Path(__file__).parent / "examples" / "right.py").read_text(encoding="utf-8")

FIRST = "the gradient of the first image only"
LAST = "the gradient of the last image only"
OVER_BATCH = "divided by the batch"

# Name, layer, tensor, what it is called, what stands in the right homework, what stands there instead.
MISTAKES = [
    ("affine_bias_of_first", "Linear", "grads.bias", FIRST, "db = dout.sum(axis=0)", "db = dout[0]"),
    ("affine_bias_of_last", "Linear", "grads.bias", LAST, "db = dout.sum(axis=0)", "db = dout[-1]"),
    ("affine_bias_mean", "Linear", "grads.bias", OVER_BATCH, "db = dout.sum(axis=0)", "db = dout.mean(axis=0)"),
    ("affine_bias_zero", "Linear", "grads.bias", "all of it is zero",
     "db = dout.sum(axis=0)", "db = np.zeros(dout.shape[1])"),
    ("affine_bias_sign", "Linear", "grads.bias", "the sign is wrong",
     "db = dout.sum(axis=0)", "db = -dout.sum(axis=0)"),
    ("affine_bias_twice", "Linear", "grads.bias", "twice", "db = dout.sum(axis=0)", "db = 2 * dout.sum(axis=0)"),
    ("affine_weight_of_first", "Linear", "grads.weight", FIRST,
     "dw = x.reshape(x.shape[0], -1).T @ dout", "dw = np.outer(x[0], dout[0])"),
    ("affine_weight_of_last", "Linear", "grads.weight", LAST,
     "dw = x.reshape(x.shape[0], -1).T @ dout", "dw = np.outer(x[-1], dout[-1])"),
    ("affine_weight_mean", "Linear", "grads.weight", OVER_BATCH,
     "dw = x.reshape(x.shape[0], -1).T @ dout", "dw = x.reshape(x.shape[0], -1).T @ dout / len(x)"),
    ("affine_weight_ones", "Linear", "grads.weight", "grad_output is ignored",
     "dw = x.reshape(x.shape[0], -1).T @ dout", "dw = x.reshape(x.shape[0], -1).T @ np.ones_like(dout)"),
    ("affine_input_read_transposed", "Linear", "grads.input", "the weight is read transposed",
     "dx = (dout @ w.T).reshape(x.shape)", "dx = (dout @ w.reshape(w.T.shape)).reshape(x.shape)"),
    ("affine_input_mean", "Linear", "grads.input", OVER_BATCH, "(dout @ w.T)", "(dout @ w.T / len(x))"),
    ("affine_input_ones", "Linear", "grads.input", "grad_output is ignored",
     "(dout @ w.T)", "(np.ones_like(dout) @ w.T)"),
    ("affine_bias_forgotten", "Linear", "output", "the bias is not added", "@ w + b", "@ w"),
    ("relu_ignores_upstream", "ReLU", "grads.input", "grad_output is ignored",
     "return dout * (cache > 0)", "return 1.0 * (cache > 0)"),
    ("relu_gate_of_upstream", "ReLU", "grads.input", "the gate looks at the sign of grad_output",
     "return dout * (cache > 0)", "return dout * (dout > 0)"),
    ("relu_at_zero", "ReLU", "grads.input", "the gradient at 0 is 1",
     "return dout * (cache > 0)", "return dout * (cache >= 0)"),
    ("relu_not_gated", "ReLU", "grads.input", "the gate is missing", "return dout * (cache > 0)", "return dout * 1.0"),
    ("relu_times_value", "ReLU", "grads.input", "the activation stands where its derivative belongs",
     "return dout * (cache > 0)", "return dout * np.maximum(0, cache)"),
    ("relu_inverted", "ReLU", "grads.input", "the gate is inverted",
     "return dout * (cache > 0)", "return dout * (cache <= 0)"),
    ("relu_absolute", "ReLU", "output", "the absolute value stands",
     "return np.maximum(0, x), x", "return np.abs(x), x"),
    ("dropout_not_scaled_back", "Dropout", "grads.input", "the gradient is not scaled by 1 / (1 - rate)",
     "return dout * mask if", "return dout * (mask > 0) if"),
    ("dropout_scaled_twice", "Dropout", "grads.input", "the gradient is scaled by 1 / (1 - rate) twice",
     "return dout * mask if", 'return dout * mask / dropout_param["p"] if'),
    ("dropout_mask_inverted", "Dropout", "grads.input", "the gradient passes where elements were dropped",
     "return dout * mask if", 'return dout * (mask == 0) / dropout_param["p"] if'),
    ("dropout_passes_all", "Dropout", "grads.input", "the mask is not applied to the gradient",
     "return dout * mask if", "return dout * 1.0 if"),
    ("dropout_never_scaled", "Dropout", "output", "the output is not scaled by 1 / (1 - rate)",
     "(np.random.rand(*x.shape) < p) / p", "(np.random.rand(*x.shape) < p)"),
    ("conv_bias_of_first", "Conv2d", "grads.bias", FIRST, "dout.sum(axis=(0, 2, 3))", "dout[0].sum(axis=(1, 2))"),
    ("conv_bias_of_last", "Conv2d", "grads.bias", LAST, "dout.sum(axis=(0, 2, 3))", "dout[-1].sum(axis=(1, 2))"),
    ("conv_bias_mean", "Conv2d", "grads.bias", "divided by the batch size and the number of output positions",
     "dout.sum(axis=(0, 2, 3))", "dout.mean(axis=(0, 2, 3))"),
    ("conv_bias_batch_mean", "Conv2d", "grads.bias", OVER_BATCH,
     "dout.sum(axis=(0, 2, 3))", "dout.sum(axis=(0, 2, 3)) / N"),
    ("conv_bias_position_mean", "Conv2d", "grads.bias", "divided by the number of output positions",
     "dout.sum(axis=(0, 2, 3))", "dout.sum(axis=0).mean(axis=(1, 2))"),
    ("conv_bias_first_position", "Conv2d", "grads.bias", "the gradient at the first output position only",
     "dout.sum(axis=(0, 2, 3))", "dout[:, :, 0, 0].sum(axis=0)"),
    ("conv_bias_last_position", "Conv2d", "grads.bias", "the gradient at the last output position only",
     "dout.sum(axis=(0, 2, 3))", "dout[:, :, -1, -1].sum(axis=0)"),
    ("conv_weight_of_last", "Conv2d", "grads.weight", LAST,
     "    for n in range(N):\n"
     "        for f in range(F):\n"
     "            for i in range(dout.shape[2]):",
     "    for n in range(N):\n"
     "        dw[...] = 0\n"
     "        for f in range(F):\n"
     "            for i in range(dout.shape[2]):"),
    ("conv_weight_of_first", "Conv2d", "grads.weight", FIRST, "dw[f] += dout", "dw[f] += (n == 0) * dout"),
    ("conv_weight_last_position", "Conv2d", "grads.weight", "the gradient of the last image at its last position only",
     "dw[f] += dout", "dw[f] = dout"),
    ("conv_weight_last_of_image", "Conv2d", "grads.weight", "the gradient at the last output position only",
     "dw[f] += dout[n, f, i, j]", "dw[f] += (i == dout.shape[2] - 1) * (j == dout.shape[3] - 1) * dout[n, f, i, j]"),
    ("conv_weight_mean", "Conv2d", "grads.weight", OVER_BATCH,
     "dw[f] += dout[n, f, i, j]", "dw[f] += dout[n, f, i, j] / N"),
    ("conv_weight_flipped", "Conv2d", "grads.weight", "rotated by 180 degrees",
     "* padded[n, :, rows, columns]\n",
     "* padded[n, :, rows, columns][:, ::-1, ::-1]\n"),
    ("conv_weight_sign", "Conv2d", "grads.weight", "the sign is wrong", "dw[f] += dout", "dw[f] -= dout"),
    ("conv_input_not_added", "Conv2d", "grads.input", "= where += belongs, in all loops",
     "dpadded[n, :, rows, columns] += dout", "dpadded[n, :, rows, columns] = dout"),
    ("conv_input_not_rotated", "Conv2d", "grads.input", "the kernel is not rotated",
     "+= dout[n, f, i, j] * w[f]\n",
     "+= dout[n, f, i, j] * w[f, :, ::-1, ::-1]\n"),
    ("conv_input_padding_rows", "Conv2d", "grads.input", "the padding is taken off the columns only",
     "return dpadded[:, :, pad:pad + H, pad:pad + W]", "return dpadded[:, :, :H, pad:pad + W]"),
    ("conv_input_padding", "Conv2d", "grads.input", "the padding is not taken off",
     "return dpadded[:, :, pad:pad + H, pad:pad + W]", "return dpadded[:, :, :H, :W]"),
    ("conv_input_last_filter", "Conv2d", "grads.input", "the gradient through the last filter only",
     "                    dpadded[n, :, rows, columns] += dout[n, f, i, j] * w[f]",
     "                    dpadded[n, :, rows, columns] += (f == F - 1) * dout[n, f, i, j] * w[f]"),
    ("conv_kernel_flipped", "Conv2d", "output", "the kernel is flipped",
     "np.sum(window * w[f])", "np.sum(window * w[f, :, ::-1, ::-1])"),
    ("conv_bias_forgotten", "Conv2d", "output", "the bias is not added",
     "np.sum(window * w[f]) + b[f]", "np.sum(window * w[f])"),
    ("conv_last_channel", "Conv2d", "output", "the last channel only",
     "np.sum(window * w[f])", "np.sum(window[-1] * w[f, -1])"),
    ("pool_ties", "MaxPool2d", "grads.input", "every pixel that equals",
     "                    row, column = np.unravel_index(np.argmax(window), window.shape)\n"
     "                    dx[n, c, i * stride + row, j * stride + column] += dout[n, c, i, j]",
     "                    dx[n, c, i * stride:i * stride + height, j * stride:j * stride + width] += "
     "(window == window.max()) * dout[n, c, i, j]"),
    ("pool_not_added", "MaxPool2d", "grads.input", "= where += belongs",
     "j * stride + column] += dout", "j * stride + column] = dout"),
    ("pool_whole_window", "MaxPool2d", "grads.input", "every pixel of the window gets the gradient",
     "dx[n, c, i * stride + row, j * stride + column] += dout[n, c, i, j]",
     "dx[n, c, i * stride:i * stride + height, j * stride:j * stride + width] += dout[n, c, i, j]"),
    ("pool_spread", "MaxPool2d", "grads.input", "the gradient is shared by the window",
     "dx[n, c, i * stride + row, j * stride + column] += dout[n, c, i, j]",
     "dx[n, c, i * stride:i * stride + height, j * stride:j * stride + width] += dout[n, c, i, j] / (height * width)"),
    ("pool_first_corner", "MaxPool2d", "grads.input", "the gradient goes to the first pixel of the window",
     "np.unravel_index(np.argmax(window), window.shape)", "(0, 0)"),
    ("pool_transposed", "MaxPool2d", "grads.input", "the row and the column of the winner",
     "row, column = np.unravel_index", "column, row = np.unravel_index"),
    ("pool_stride_ignored", "MaxPool2d", "grads.input", "the stride is ignored",
     "dx[n, c, i * stride + row, j * stride + column]", "dx[n, c, i + row, j + column]"),
    ("pool_average", "MaxPool2d", "output", "the average stands where the maximum belongs",
     "window.max(axis=(2, 3))", "window.mean(axis=(2, 3))"),
    ("softmax_not_averaged", "SoftmaxCrossEntropy", "grad_logits", "multiplied by the batch size",
     "return loss, dx / N", "return loss, dx"),
    ("softmax_label_not_subtracted", "SoftmaxCrossEntropy", "grad_logits", "the label is not subtracted",
     "    dx[np.arange(N), y] -= 1\n",
     ""),
    ("softmax_sign", "SoftmaxCrossEntropy", "grad_logits", "the sign is wrong",
     "return loss, dx / N", "return loss, -dx / N"),
    ("softmax_averaged_over_classes", "SoftmaxCrossEntropy", "grad_logits", "divided by the number of classes",
     "return loss, dx / N", "return loss, dx / x.size"),
    ("softmax_squared_batch", "SoftmaxCrossEntropy", "grad_logits", "divided by the batch size",
     "return loss, dx / N", "return loss, dx / N / N"),
    ("softmax_sum", "SoftmaxCrossEntropy", "loss", "multiplied by the batch size",
     "np.mean(logarithms - shifted[np.arange(N), y])", "np.sum(logarithms - shifted[np.arange(N), y])"),
]


def main():
    folder = pathlib.Path(sys.argv[1])
    listed = []
    for name, layer, tensor, called, old, new in MISTAKES:
        if RIGHT.count(old) != 1:
            raise SystemExit(f"{name}: examples/right.py has '{old}' {RIGHT.count(old)} times, not once")
        (folder / f"{name}.py").write_text(RIGHT.replace(old, new), encoding="utf-8")
        listed.append({"name": name, "layer": layer, "tensor": tensor, "called": called})
    (folder / "mistakes.json").write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
