"""Wrong: the gradient of the bias is that of the last example."""
import right
from right import *


def affine_backward(dout, cache):
    dx, dw, _ = right.affine_backward(dout, cache)
    return dx, dw, dout[-1]
