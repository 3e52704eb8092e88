"""Makes a folder of submissions whose verdicts are known.   usage: submissions.py FOLDER COUNT

The right convolution of examples/conv2d.hpp, or one with a single mistake, or something that is no layer at all; in turn, as
NAME-001.hpp and so on. Every third is a folder with the file in it. expected.csv, beside FOLDER, says what each must be
told: its verdict, and how many of the tensors output, grads.input, grads.weight and grads.bias are right where that is
the point (or -1).
"""

import pathlib
import sys

RIGHT = (pathlib.Path(__file__).parent / "examples" / "conv2d.hpp").read_text(encoding="utf-8")

FORWARD_SUM = "sum += params.weight(f, c, kh, kw) * input(n, c, ih, iw);"
GRAD_INPUT = "grads.input(n, c, ih, iw) += g * params.weight(f, c, kh, kw);"
GRAD_WEIGHT = "grads.weight(f, c, kh, kw) += g * input(n, c, ih, iw);"
GRAD_BIAS = "if (options.bias) grads.bias(f) += g;"
RESIZED = "output.resize(shape);"

# Name, verdict, how many tensors are right, what stands there, what stands there instead.
MISTAKES = [
    ("right", "right", 4, "", ""),
    ("kernel-not-rotated", "wrong", 3, GRAD_INPUT, GRAD_INPUT.replace("kh, kw", "K - 1 - kh, K - 1 - kw")),
    ("missing-batch-sum", "wrong", 3, GRAD_WEIGHT, "if (n == 0) " + GRAD_WEIGHT),
    ("bias-gradient-of-one-position", "wrong", 3, GRAD_BIAS, "if (options.bias) grads.bias(f) = g;"),
    ("overlap-lost", "wrong", 3, GRAD_INPUT, GRAD_INPUT.replace("+=", "=")),
    ("minus-sign", "wrong", 3, GRAD_WEIGHT, GRAD_WEIGHT.replace("+=", "-=")),
    ("kernel-flipped-in-forward", "wrong", 3, FORWARD_SUM, FORWARD_SUM.replace("kh, kw", "K - 1 - kh, K - 1 - kw")),
    ("bias-forgotten", "wrong", 3, "options.bias ? params.bias(f) : T(0)", "T(0)"),
    ("accumulates-over-calls", "wrong", 3, "grads.weight.fill(0);", ""),
    ("averaged-over-the-batch", "wrong", 3, GRAD_WEIGHT, GRAD_WEIGHT.replace("g *", "g / static_cast<T>(shape[0]) *")),
    ("shapes-not-checked", "wrong", 4, "require_grad_output(options, shape, grad_output);", ""),
    ("prints", "wrong", 4, RESIZED, RESIZED + ' std::printf("here\\n");'),
    ("resize-forgotten", "wrong", 0, RESIZED, ""),
    ("writes-past-the-end", "wrong", -1, RESIZED, RESIZED + " output.data()[output.size()] = T(1);"),
    ("null-pointer", "wrong", 0, RESIZED, RESIZED + " *static_cast<volatile int*>(nullptr) = 1;"),
    ("endless-loop", "wrong", 0, RESIZED, RESIZED + " for (volatile int i = 0; i < 1;) (void)i;"),
    ("endless-recursion", "wrong", 0, RESIZED, RESIZED + " forward(input, params, {}, output, *new NoCache);"),
    ("exit", "wrong", 0, RESIZED, RESIZED + " std::exit(0);"),
    ("throws-an-int", "wrong", 0, RESIZED, RESIZED + " throw 1;"),
    ("eats-memory", "wrong", 0, RESIZED, RESIZED + " std::vector<double> more(1L << 40); output[0] = T(more[7]);"),
    ("not-written-yet", "not written yet", -1, RESIZED, RESIZED + ' throw std::logic_error("not written yet");'),
    ("not-const", "not checked", -1, "NoCache&) const {", "NoCache&) {"),
    ("does-not-compile", "not checked", -1, "sum += params", "sum += parms"),
    ("another-layer", "not found", -1, "struct Conv2d {\n  Conv2dOptions", "struct Convolution {\n  Conv2dOptions"),
]
FILES = [("empty", "not checked", -1, ""), ("prose", "not checked", -1, "I was ill, sorry.\n")]


def submissions():
    for name, verdict, right, old, new in MISTAKES:
        if old not in RIGHT:
            raise SystemExit(f"{name}: examples/conv2d.hpp has no '{old}'")
        yield name, verdict, right, RIGHT.replace(old, new, 1)
    yield from FILES


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    kinds, expected = list(submissions()), ["submission,verdict,right"]
    for i in range(count):
        name, verdict, right, text = kinds[i % len(kinds)]
        name = f"{name}-{i + 1:03}"
        path = folder / name / "conv.hpp" if i % 3 == 2 else folder / f"{name}.hpp"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"// Submission {i + 1}.\n{text}", encoding="utf-8")
        expected.append(f"{name if i % 3 == 2 else path.name},{verdict},{right}")
    folder.with_name("expected.csv").write_text("\n".join(expected) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
