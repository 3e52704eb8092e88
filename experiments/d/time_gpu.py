"""Times the layers that Report D times on a GPU, in the shapes of the assignment that it answers, by PyTorch: how long a
call takes until it returns, which is all that a clock sees that does not wait for the GPU, and how long until the GPU
has finished. Prints a line of CSV for each call, the first of each layer included; experiments/d/gpu_times.hpp reads
them.
"""
import sys
import time

CALLS = 51


def fail(sentence):
    sys.exit(f"backcheck: {sentence}")  # with status 1, which experiments/time-gpu makes 2


def print_calls(device, item, layer, synchronize):
    for call in range(1, CALLS + 1):
        synchronize()
        start = time.perf_counter()
        layer()
        returned = time.perf_counter() - start
        synchronize()
        finished = time.perf_counter() - start
        print(f'"{device}",{item},{call},{returned:.9f},{finished:.9f}')


def main():
    try:
        import torch
        import torch.nn.functional as F
    except ImportError:
        fail(f"{sys.executable} has no PyTorch; experiments/time-gpu PYTHON takes another Python")
    if not torch.cuda.is_available():
        fail(f"PyTorch {torch.__version__} reaches no GPU here, and a processor is not taken for one")

    def tensor(*shape):
        return torch.randn(*shape, dtype=torch.double, device="cuda", requires_grad=True)

    device = f"{torch.cuda.get_device_name()}, PyTorch {torch.__version__}"
    image, weight, bias, maps = tensor(10, 3, 31, 31), tensor(25, 3, 3, 3), tensor(25), tensor(40, 3, 32, 32)

    def convolve():
        return F.conv2d(image, weight, bias, stride=2, padding=1)

    def pool():
        return F.max_pool2d(maps, 2)

    def backward(forward, inputs):
        output = forward()
        grad = torch.randn_like(output)
        return lambda: torch.autograd.grad(output, inputs, grad, retain_graph=True)

    print("device,item,call,returned,finished")
    for item, make in [
        ("D-11", lambda: convolve),
        ("D-12", lambda: backward(convolve, (image, weight, bias))),
        ("D-13", lambda: pool),
        ("D-14", lambda: backward(pool, (maps,))),
    ]:
        print_calls(device, item, make(), torch.cuda.synchronize)


main()
