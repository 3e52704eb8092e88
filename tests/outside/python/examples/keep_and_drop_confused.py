"""Wrong: p is taken for the probability of dropping."""
import right
from right import *


def dropout_forward(x, dropout_param):
    out, (_, mask) = right.dropout_forward(x, {**dropout_param, "p": 1 - dropout_param["p"]})
    return out, (dropout_param, mask)
