"""Calls the functions of a homework in Python for a program that verifies them.

usage: server.py HOMEWORK CONVENTION... SOCKET        SOCKET is the number of an open file

HOMEWORK is imported as it is. Each CONVENTION is a JSON file that says what a course calls its functions, what they
take and what they return (see README.md beside this file); the one that the homework has most functions of is used.

A message, in either direction, is the length of a JSON object (8 bytes, little-endian), the object, and the numbers of
the arrays that it lists under "arrays" as {"name", "type", "shape"}. The first message says what the homework has, or
{"refused": why it cannot be used, "another_python": whether a Python with other modules might}; then every request,
which may also list caches to "release", gets one answer:

  {"do": "forward", "layer", "values", "type", "arrays"}            -> {"cache", "arrays", "kept_type"}
  {"do": "backward", "layer", "values", "type", "cache", "arrays"}  -> {"arrays", "kept_type"}
  {"do": "same_cache", "before", "now"}                             -> {"same"}

or {"error": what the call came to: "raised ..."}. What the call changed of its arguments is among the arrays of its answer.
"""
import hashlib
import importlib
import importlib.util
import json
import os
import pathlib
import re
import struct
import sys
import traceback
import types

LAYERS = re.findall(r"^BACKCHECK_(?:LAYER|LOSS)\((\w+),",
                    (pathlib.Path(__file__).parents[3] / "core/layers.def").read_text(), re.MULTILINE)
ARRAYS = ["input", "weight", "bias", "labels", "grad_output"]
VALUES = ["in_channels", "out_channels", "kernel_size", "stride", "padding", "in_features", "out_features", "rate",
          "keep_rate", "mode", "seed"]
NOT_WRITTEN = "not written yet"  # of a function that gives nothing, or says itself that it is not implemented
RESULTS = ["output", "cache", "grad_input", "grad_weight", "grad_bias"]


class Refused(Exception):
    """What the user wrote cannot be used, or a call came to nothing: one sentence."""
    another_python = False


class NeedsModule(Refused):
    """A module that is missing here, and may be there for another Python."""
    another_python = True


# ---------------------------------------------------------------------------------------------------------- convention

def strings_of(entry, key, where, known, also=()):
    """entry[key], a list of known names and, for arguments, of what else is allowed there."""
    found = entry.get(key)
    if not isinstance(found, list):
        raise Refused(f"{where}: '{key}' must be a list, got {json.dumps(found)}")
    for one in found:
        if isinstance(one, dict) and dict in also:
            strings_of({key: list(one.values())}, key, where, known, also=(int, float, bool))
        elif isinstance(one, str) and one not in known:
            raise Refused(f"{where}: '{key}' has '{one}', which is none of {', '.join(known)}")
        elif not isinstance(one, str) and not isinstance(one, also):
            raise Refused(f"{where}: '{key}' must list names, got {json.dumps(one)}")
    return found


def read_convention(path):
    try:
        with open(path, encoding="utf-8") as file:
            convention = json.load(file)
    except OSError as error:
        raise Refused(f"{path}: a convention (JSON) was wanted: {error.strerror}")
    except ValueError as error:
        raise Refused(f"{path}: a convention (JSON) was wanted: {error}")
    if not isinstance(convention, dict) or not isinstance(convention.get("layers"), dict):
        raise Refused(f"{path}: a convention must be an object with 'name', 'arrays' and 'layers'")
    if not isinstance(convention.get("name"), str):
        raise Refused(f"{path}: 'name' must be a string")
    if convention.get("arrays") not in ("numpy", "torch"):
        raise Refused(f"{path}: 'arrays' must be \"numpy\" or \"torch\", got {json.dumps(convention.get('arrays'))}")
    for layer, entry in convention["layers"].items():
        where = f"{path}, {layer}"
        if layer not in LAYERS:
            raise Refused(f"{where}: there is no such layer, there are {', '.join(LAYERS)}")
        if not isinstance(entry, dict):
            raise Refused(f"{where}: an object was wanted, got {json.dumps(entry)}")
        allowed = ["forward", "arguments", "returns", "backward", "backward_arguments", "backward_returns", "transposed"]
        for key in entry:
            if key not in allowed:
                raise Refused(f"{where}: '{key}' is none of {', '.join(allowed)}")
        for key in ("forward", "backward"):
            if not isinstance(entry.get(key, ""), str) or key == "forward" and key not in entry:
                raise Refused(f"{where}: '{key}' must be the name of a function")
        strings_of(entry, "arguments", where, [name for name in ARRAYS if name != "grad_output"] + VALUES,
                   also=(dict, int, float, bool))
        returned = strings_of(entry, "returns", where, RESULTS)
        if "backward" in entry:
            strings_of(entry, "backward_arguments", where, ARRAYS + VALUES + ["output", "cache"],
                       also=(dict, int, float, bool))
            returned = returned + strings_of(entry, "backward_returns", where, RESULTS)
        for wanted in ("output", "grad_input"):
            if wanted not in returned:
                raise Refused(f"{where}: no function returns '{wanted}'")
        strings_of({"transposed": [], **entry}, "transposed", where, ["weight"])
    return convention


def function_of(module, name):
    """The function of this name, Class.method included; None where there is none."""
    found = module
    for part in name.split("."):
        found = getattr(found, part, None)
    return found if callable(found) else None


# -------------------------------------------------------------------------------------------------------------- import

class StandIn(types.ModuleType):
    """For a module that is not there and that the layers may do without: what is in it fails when it is called."""
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)

        def missing(*_, **__):
            raise ModuleNotFoundError(f"No module named '{self.__name__}'")
        return missing


def import_homework(path):
    """The module, and the names of the modules that stand-ins were used for."""
    folder, name = os.path.dirname(path), os.path.splitext(os.path.basename(path))[0]
    in_package = os.path.exists(os.path.join(folder, "__init__.py"))
    full_name = os.path.basename(folder) + "." + name if in_package else name
    sys.path.insert(0, os.path.dirname(folder) if in_package else folder)
    stand_ins = []
    while True:
        try:
            if in_package:
                return importlib.import_module(full_name), stand_ins
            spec = importlib.util.spec_from_file_location(full_name, path)
            module = sys.modules[full_name] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            return module, stand_ins
        except ModuleNotFoundError as error:
            if error.name is None or error.name.split(".")[0] in ("numpy", "torch") or error.name in stand_ins:
                raise
            sys.modules[error.name] = StandIn(error.name)
            stand_ins.append(error.name)


def told(error, path):
    """The exception in one sentence, with the line of the homework that it came from."""
    if isinstance(error, SystemExit):
        text = "called exit()"
    else:
        text = f"raised {type(error).__name__}: {' '.join(str(error).split())}"[:400]
    if isinstance(error, SyntaxError):
        return text
    folder = os.path.dirname(path) + os.sep
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith(folder):
            return f"{text} ({os.path.basename(frame.filename)}, line {frame.lineno}: {frame.line})"
    return text


# --------------------------------------------------------------------------------------------------------------- calls

class Homework:
    def __init__(self, path, conventions):
        self.path = os.path.realpath(path)
        try:
            self.module, self.stand_ins = import_homework(self.path)
        except BaseException as error:  # exit() included
            if isinstance(error, ModuleNotFoundError) and error.name == "torch":
                raise NeedsModule(f"{path} needs PyTorch (on Debian, the package python3-torch), which is not installed")
            raise Refused(f"{path} cannot be imported: it {told(error, self.path)}")
        self.convention = max(conventions, key=self.count)
        if self.count(self.convention) == 0:
            wanted = [entry["forward"] for table in conventions for entry in table["layers"].values()]
            raise Refused(f"{path} defines none of the functions that are verified: {', '.join(wanted)}")
        if self.convention["arrays"] == "torch":
            import torch
            torch.set_num_threads(1)
            self.torch = torch
        self.caches = {}
        self.next_cache = 0

    def count(self, table):
        return sum(function_of(self.module, entry["forward"]) is not None for entry in table["layers"].values())

    def described(self):
        layers = {}
        for layer, entry in self.convention["layers"].items():
            functions = [entry[key] for key in ("forward", "backward") if key in entry]
            layers[layer] = {
                "functions": functions,
                "missing": [name for name in functions if function_of(self.module, name) is None],
                "needs_bias": "bias" in entry["arguments"],
            }
        return {"convention": self.convention["name"], "layers": layers, "stand_ins": self.stand_ins}

    def is_torch(self):
        return self.convention["arrays"] == "torch"

    def given(self, array):
        """An array as the homework wants it, which it may change."""
        array = np.ascontiguousarray(array).copy()
        return self.torch.from_numpy(array) if self.is_torch() else array

    def plain(self, value, what):
        """What the homework returned, as an array."""
        if self.is_torch() and isinstance(value, self.torch.Tensor):
            value = value.detach().cpu().numpy()
        if not isinstance(value, (np.ndarray, np.generic, int, float)):
            raise Refused(f"returned {type(value).__name__} as {what}, an array was wanted")
        array = np.asarray(value)
        if array.dtype.kind not in "fiub":
            raise Refused(f"returned {what} of type {array.dtype}, numbers were wanted")
        if array.ndim > 4:
            raise Refused(f"returned {what} of shape {array.shape}, at most 4 extents were wanted")
        return array

    def call(self, name, arguments, returns):
        """What the function returns, by name."""
        function = function_of(self.module, name)
        if function is None:
            raise Refused("not defined in the file")
        try:
            result = function(*arguments)
        except NotImplementedError:
            raise Refused(NOT_WRITTEN)
        except BaseException as error:
            raise Refused(told(error, self.path))
        values = [result] if len(returns) == 1 else result
        if result is None:
            raise Refused(NOT_WRITTEN)
        if len(returns) > 1 and (not isinstance(result, (tuple, list)) or len(result) != len(returns)):
            count = len(result) if isinstance(result, (tuple, list)) else 1
            raise Refused(f"returned {count} value{'s' * (count != 1)}, {len(returns)} were wanted: {', '.join(returns)}")
        found = dict(zip(returns, values))
        if all(found[one] is None for one in returns if one != "cache"):
            raise Refused(NOT_WRITTEN)
        return found

    def run(self, request, arrays, names, returns, extra):
        """One call: the results by name, and an answer with what the call changed of its arguments."""
        entry = self.convention["layers"][request["layer"]]
        transposed = entry.get("transposed", [])
        own = {name: self.given(array.T if name in transposed else array) for name, array in arrays.items()}
        values = {**request["values"], **own, **extra}

        def value_of(one):
            if isinstance(one, dict):
                return {key: value_of(value) for key, value in one.items()}
            return values[one] if isinstance(one, str) else one
        name = entry["forward" if request["do"] == "forward" else "backward"]
        results = self.call(name, [value_of(one) for one in names], returns)

        answer = {"arrays": {}, "kept_type": True}
        for what, value in results.items():
            if what == "cache":
                continue
            array = self.plain(value, what)
            if array.dtype.newbyteorder("=") != np.dtype(request["type"]) and array.ndim > 0:
                answer["kept_type"] = False
            is_transposed = what.replace("grad_", "", 1) in transposed
            answer["arrays"][what] = array.T if is_transposed else array
        for what, array in own.items():
            now = array.numpy() if self.is_torch() else array
            now = now.T if what in transposed else now
            if now.shape != arrays[what].shape or now.tobytes() != arrays[what].tobytes():
                answer["arrays"][what] = now
        return results, answer

    def forward(self, request, arrays):
        entry = self.convention["layers"][request["layer"]]
        results, answer = self.run(request, arrays, entry["arguments"], entry["returns"], {})
        self.next_cache += 1
        self.caches[self.next_cache] = (results, fingerprint(results.get("cache")))
        gradients = [name for name in results if name.startswith("grad_")]
        for name in gradients:
            answer["arrays"].pop(name)  # they are due with backward
        answer["cache"] = self.next_cache
        return answer

    def backward(self, request, arrays):
        entry = self.convention["layers"][request["layer"]]
        results, _ = self.caches[request["cache"]]
        if "backward" not in entry:  # a loss, whose gradient came with it
            scale = arrays["grad_output"].reshape(-1)[0]
            gradients = {name: self.plain(value, name) for name, value in results.items() if name.startswith("grad_")}
            kept = all(array.dtype == np.dtype(request["type"]) for array in gradients.values())
            return {"arrays": {name: array * scale for name, array in gradients.items()}, "kept_type": kept}
        extra = {name: results[name] for name in ("output", "cache") if name in results}
        return self.run(request, arrays, entry["backward_arguments"], entry["backward_returns"], extra)[1]

    def same_cache(self, request, _):
        """Whether one cache as forward left it equals the other as it is now."""
        before, now = self.caches[request["before"]], self.caches[request["now"]]
        return {"same": before[1] == fingerprint(now[0].get("cache"))}

    def answer(self, request, arrays):
        for cache in request["release"]:
            del self.caches[cache]
        try:
            return getattr(self, request["do"])(request, arrays)
        except Refused as error:
            return {"error": str(error)}


def fingerprint(value):
    """Of all numbers in a cache, however they are nested."""
    digest = hashlib.sha256()

    def add(one):
        if hasattr(one, "detach"):
            one = one.detach().cpu().numpy()
        if isinstance(one, np.ndarray):
            digest.update(f"{one.dtype}{one.shape}".encode() + one.tobytes())
        elif isinstance(one, (tuple, list)):
            digest.update(f"{len(one)}".encode())
            for each in one:
                add(each)
        elif isinstance(one, dict):
            for key in one:
                digest.update(repr(key).encode())
                add(one[key])
        elif one is None or isinstance(one, (bool, int, float, str, np.generic)):
            digest.update(repr(one).encode())
    add(value)
    return digest.hexdigest()


# ------------------------------------------------------------------------------------------------------------ messages

def read_message(stream):
    prefix = stream.read(8)
    if len(prefix) < 8:
        sys.exit()  # the other side is gone
    message = json.loads(stream.read(struct.unpack("<Q", prefix)[0]))
    arrays = {}
    for array in message.get("arrays", []):
        count = int(np.prod(array["shape"], dtype=np.int64))
        dtype = np.dtype(array["type"])
        numbers = np.frombuffer(stream.read(count * dtype.itemsize), dtype)
        arrays[array["name"]] = numbers.reshape(array["shape"])
    return message, arrays


def write_message(stream, message, type_):
    arrays = {name: np.ascontiguousarray(array, dtype=type_) for name, array in message.get("arrays", {}).items()}
    message["arrays"] = [{"name": name, "shape": array.shape} for name, array in arrays.items()]
    message["bytes"] = sum(array.nbytes for array in arrays.values())
    text = json.dumps(message).encode()
    stream.write(struct.pack("<Q", len(text)) + text)
    for array in arrays.values():
        stream.write(array.tobytes())
    stream.flush()


def main():
    sys.dont_write_bytecode = True
    stream = os.fdopen(int(sys.argv[-1]), "rb", closefd=False), os.fdopen(int(sys.argv[-1]), "wb")
    global np
    try:
        conventions = [read_convention(path) for path in sys.argv[2:-1]]
        try:
            import numpy as np
        except ImportError:
            raise NeedsModule("NumPy (on Debian, the package python3-numpy) is needed and is not installed")
        np.seterr(all="ignore")
        homework = Homework(sys.argv[1], conventions)
    except Refused as error:
        write_message(stream[1], {"refused": str(error), "another_python": error.another_python}, "f8")
        return
    write_message(stream[1], homework.described(), "f8")
    while True:
        request, arrays = read_message(stream[0])
        write_message(stream[1], homework.answer(request, arrays), request["type"])


main()
