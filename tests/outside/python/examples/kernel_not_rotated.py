"""Wrong: the gradient of the input is a correlation with the kernel as it is, not rotated by 180 degrees."""
import right
from right import *


def conv_backward_naive(dout, cache):
    x, w, b, conv_param = cache
    dx, _, _ = right.conv_backward_naive(dout, (x, w[:, :, ::-1, ::-1], b, conv_param))
    _, dw, db = right.conv_backward_naive(dout, cache)
    return dx, dw, db
