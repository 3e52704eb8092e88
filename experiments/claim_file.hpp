// What a file with the claims of a report includes. Registering them is all it takes: they are judged and published
// with the results of the experiments that they name.
#pragma once

#include "experiments/judging/claims.hpp"
#include "experiments/registry.hpp"
