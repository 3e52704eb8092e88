// One call of the program: what the user asked for, checked before anything is run, then run and written.
#pragma once

#include "experiments/request.hpp"

namespace backcheck::experiments {

// Everything that may be wrong with the request is found before the first job: throws BadInput. Returns the exit
// status: 0, or 1 where an experiment failed; it then says which and why on standard error. Progress and the names of
// what was written go to standard output and error.
int run(const Request& request, const Catalogue& catalogue);

// The names, questions and data needs of all experiments, and how long they take on one core.
void list_experiments(const Request& request, const Catalogue& catalogue);

// Throws std::logic_error where the catalogue contradicts itself: a name twice, a run and seed twice, a number to be
// judged that is none.
void require_sound(const Catalogue& catalogue, const Settings& settings);

}  // namespace backcheck::experiments
