"""Some functions as they are handed out, some in other states of work."""
from builtins import range

import numpy as np


def affine_forward(x, w, b):
    out = None
    ###########################################################################
    # TODO: Implement the affine forward pass. Store the result in out.       #
    ###########################################################################
    pass
    cache = (x, w, b)
    return out, cache


def affine_backward(dout, cache):
    x, w, b = cache
    dx, dw, db = None, None, None
    pass
    return dx, dw, db


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    raise NotImplementedError


def max_pool_forward_naive(x, pool_param):
    while True:
        pass


def max_pool_backward_naive(dout, cache):
    pass


def softmax_loss(x, y):
    return undefined_name, x
