"""Wrong: backward drops other elements than forward did."""
import numpy as np
from right import *


def dropout_backward(dout, cache):
    dropout_param, _ = cache
    if dropout_param["mode"] != "train":
        return dout
    return dout * (np.random.rand(*dout.shape) < dropout_param["p"]) / dropout_param["p"]
