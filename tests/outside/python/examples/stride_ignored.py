"""Wrong: the windows of backward are one pixel apart, whatever the stride."""
import right
from right import *


def max_pool_backward_naive(dout, cache):
    x, pool_param = cache
    return right.max_pool_backward_naive(dout, (x, {**pool_param, "stride": 1}))
