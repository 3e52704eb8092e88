"""The layers of EECS 498-007's assignment 3, as a right solution has them."""
import torch
from a3_helper import svm_loss, softmax_loss
from eecs598 import Solver


class Linear(object):
    @staticmethod
    def forward(x, w, b):
        return x.reshape(x.shape[0], -1) @ w + b, (x, w, b)

    @staticmethod
    def backward(dout, cache):
        x, w, b = cache
        return (dout @ w.t()).reshape(x.shape), x.reshape(x.shape[0], -1).t() @ dout, dout.sum(dim=0)


class ReLU(object):
    @staticmethod
    def forward(x):
        return x.clamp(min=0), x

    @staticmethod
    def backward(dout, cache):
        return dout * (cache > 0)


class Dropout(object):
    @staticmethod
    def forward(x, dropout_param):
        p, mode = dropout_param["p"], dropout_param["mode"]
        if "seed" in dropout_param:
            torch.manual_seed(dropout_param["seed"])
        mask, out = None, x
        if mode == "train":
            mask = (torch.rand(x.shape) > p).to(x.dtype) / (1 - p)
            out = x * mask
        return out, (dropout_param, mask)

    @staticmethod
    def backward(dout, cache):
        dropout_param, mask = cache
        return dout * mask if dropout_param["mode"] == "train" else dout


class Conv(object):
    @staticmethod
    def forward(x, w, b, conv_param):
        stride, pad = conv_param["stride"], conv_param["pad"]
        N, C, H, W = x.shape
        F, _, HH, WW = w.shape
        padded = torch.nn.functional.pad(x, (pad, pad, pad, pad))
        out = torch.zeros(N, F, 1 + (H + 2 * pad - HH) // stride, 1 + (W + 2 * pad - WW) // stride, dtype=x.dtype)
        for i in range(out.shape[2]):
            for j in range(out.shape[3]):
                window = padded[:, :, i * stride:i * stride + HH, j * stride:j * stride + WW]
                out[:, :, i, j] = window.reshape(N, -1) @ w.reshape(F, -1).t() + b
        return out, (x, w, b, conv_param)

    @staticmethod
    def backward(dout, cache):
        x, w, b, conv_param = cache
        stride, pad = conv_param["stride"], conv_param["pad"]
        N, C, H, W = x.shape
        F, _, HH, WW = w.shape
        padded = torch.nn.functional.pad(x, (pad, pad, pad, pad))
        dpadded, dw = torch.zeros_like(padded), torch.zeros_like(w)
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                rows, columns = slice(i * stride, i * stride + HH), slice(j * stride, j * stride + WW)
                window = padded[:, :, rows, columns]
                dw += (dout[:, :, i, j].t() @ window.reshape(N, -1)).reshape(w.shape)
                dpadded[:, :, rows, columns] += (dout[:, :, i, j] @ w.reshape(F, -1)).reshape(window.shape)
        return dpadded[:, :, pad:pad + H, pad:pad + W], dw, dout.sum(dim=(0, 2, 3))


class MaxPool(object):
    @staticmethod
    def forward(x, pool_param):
        height, width, stride = pool_param["pool_height"], pool_param["pool_width"], pool_param["stride"]
        N, C, H, W = x.shape
        out = torch.zeros(N, C, 1 + (H - height) // stride, 1 + (W - width) // stride, dtype=x.dtype)
        for i in range(out.shape[2]):
            for j in range(out.shape[3]):
                out[:, :, i, j] = x[:, :, i * stride:i * stride + height, j * stride:j * stride + width].amax(dim=(2, 3))
        return out, (x, pool_param)

    @staticmethod
    def backward(dout, cache):
        x, pool_param = cache
        height, width, stride = pool_param["pool_height"], pool_param["pool_width"], pool_param["stride"]
        dx = torch.zeros_like(x)
        N, C, _, _ = x.shape
        for n in range(N):
            for c in range(C):
                for i in range(dout.shape[2]):
                    for j in range(dout.shape[3]):
                        window = x[n, c, i * stride:i * stride + height, j * stride:j * stride + width]
                        place = int(window.argmax())
                        row, column = i * stride + place // width, j * stride + place % width
                        dx[n, c, row, column] += dout[n, c, i, j]
        return dx
