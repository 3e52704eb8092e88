"""PyTorch, as bench/peers/pytorch.cpp asks for it: one request a line on standard input, one answer a line on standard
output, both in JSON. Tensors travel as files of raw numbers.

  {"prepare": "layer", "layer": "Conv2d", "options": {...}, "pass": "backward", "folder": ..., "shapes": {...}, ...}
  {"prepare": "step", "architecture": [...], "gather": true, ...}
  {"time": 100}      -> {"seconds": 0.12}        how long 100 passes or steps take
  {"answers": true}  -> {}                       writes what the last one answered into the folder
"""
import json
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

LAYERS = {
    "Conv2d": lambda x, w, b, o: F.conv2d(x, w, b, stride=o["stride"], padding=o["padding"]),
    "Linear": lambda x, w, b, o: F.linear(x.flatten(1), w, b),
    "MaxPool2d": lambda x, w, b, o: F.max_pool2d(x, o["kernel_size"], o["stride"]),
    "AvgPool2d": lambda x, w, b, o: F.avg_pool2d(x, o["kernel_size"], o["stride"]),
    "ReLU": lambda x, w, b, o: F.relu(x),
    "Sigmoid": lambda x, w, b, o: torch.sigmoid(x),
    "Tanh": lambda x, w, b, o: torch.tanh(x),
    "Dropout": lambda x, w, b, o: F.dropout(x, o["rate"]),
}


def read(request, name):
    """The tensor of this name; None where it has no elements."""
    shape = request["shapes"][name]
    if not shape:
        return None
    numbers = np.fromfile(f"{request['folder']}/{name}", dtype=request["number"])
    return torch.from_numpy(numbers).reshape(shape)


def write(request, name, tensor):
    tensor.detach().contiguous().numpy().tofile(f"{request['folder']}/{name}")


class Layer:
    """One pass of one layer. Backward differentiates a graph that is made beforehand and kept."""

    def __init__(self, request):
        self.request = request
        self.forward = LAYERS[request["layer"]]
        self.x, self.w, self.b = (read(request, name) for name in ("input", "weight", "bias"))
        self.grad_output = read(request, "grad_output")
        self.wanted = [("weight", self.w), ("bias", self.b)]
        if request["pass"] != "backward-without-input":
            self.wanted.insert(0, ("input", self.x))
        self.wanted = [(name, tensor) for name, tensor in self.wanted if tensor is not None]
        if request["pass"] != "forward":
            for _, tensor in self.wanted:
                tensor.requires_grad_()
            self.y = self.forward(self.x, self.w, self.b, request["options"])

    def run(self):
        if self.request["pass"] == "forward":
            with torch.no_grad():
                self.answer = [("output", self.forward(self.x, self.w, self.b, self.request["options"]))]
        else:
            tensors = [tensor for _, tensor in self.wanted]
            gradients = torch.autograd.grad(self.y, tensors, self.grad_output, retain_graph=True)
            self.answer = [(f"grads.{name}", g) for (name, _), g in zip(self.wanted, gradients)]

    def write_answers(self):
        for name, tensor in self.answer:
            write(self.request, name, tensor)


class Step:
    """One step of training with plain SGD on softmax cross-entropy."""

    def __init__(self, request):
        self.request = request
        self.layers = []
        for index, (name, options) in enumerate(request["architecture"]):
            w, b = read(request, f"{index}.weight"), read(request, f"{index}.bias")
            self.layers.append((LAYERS[name], w, b, options))
        self.parameters = [t.requires_grad_() for _, w, b, _ in self.layers for t in (w, b) if t is not None]
        self.optimizer = torch.optim.SGD(self.parameters, lr=request["learning_rate"])
        self.images = read(request, "images")
        self.labels = torch.tensor(request["labels"])
        self.order = torch.tensor(request["order"])
        self.next = 0
        self.gather()

    def gather(self):
        size = self.request["batch_size"]
        if self.next + size > len(self.order):
            self.next = 0
        batch = self.order[self.next : self.next + size]
        self.next += size
        self.batch, self.batch_labels = self.images[batch], self.labels[batch]

    def run(self):
        if self.request["gather"]:
            self.gather()
        x = self.batch
        for forward, w, b, options in self.layers:
            x = forward(x, w, b, options)
        self.optimizer.zero_grad()
        F.cross_entropy(x, self.batch_labels).backward()
        self.optimizer.step()

    def write_answers(self):
        for index, (_, w, b, _) in enumerate(self.layers):
            if w is not None:
                write(self.request, f"{index}.grad_weight", w.grad)
                write(self.request, f"{index}.grad_bias", b.grad)


def main():
    torch.set_num_threads(int(sys.argv[1]))
    job = None
    for line in sys.stdin:
        request, answer = json.loads(line), {}
        if "prepare" in request:
            job = None  # before the next one needs its memory
            job = {"layer": Layer, "step": Step}[request["prepare"]](request)
        elif "time" in request:
            start = time.perf_counter()
            for _ in range(request["time"]):
                job.run()
            answer["seconds"] = time.perf_counter() - start
        elif "answers" in request:
            job.write_answers()
        elif "version" in request:
            answer["version"] = torch.__version__
        print(json.dumps(answer), flush=True)


main()
