// What the program that verifies a layer begins with, compiled once.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "core/layer.hpp"
#include "core/loss.hpp"
#include "core/random.hpp"
#include "core/require.hpp"
#include "tests/outside/adapt.hpp"
