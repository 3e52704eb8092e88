// The scales on which values are compared with an interval: ones on which no value is impossible.
#pragma once

namespace backcheck::experiments {

//   linear       the value itself
//   logarithmic  log10(value), for losses, errors and other magnitudes
//   logit        log(p / (1 - p)), for accuracies as fractions
enum class Scale { linear, logarithmic, logit };

// Onto the scale, and back. A fraction p of n images cannot be told from one within half an image of it, so that 0 and
// 1 are taken for 0.5 / n and 1 - 0.5 / n; n is that of the largest test set here, 10,000.
double to_scale(Scale scale, double value);
double from_scale(Scale scale, double on_scale);

}  // namespace backcheck::experiments
