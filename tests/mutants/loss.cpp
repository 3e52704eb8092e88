#include "tests/mutants/loss.hpp"

#include "tests/suite/verify.hpp"

namespace backcheck::mutants {

void register_loss_mutants(const std::string& name, const suite::LossProblem<double>& right,
                           const LossMutants& mutants) {
  for (const LossMutant& mutant : mutants) {
    suite::register_test(name + "/mutants", mutant.name + "IsKilled", [=] {
      suite::LossProblem<double> wrong = right;
      wrong.loss = mutant.spoil(right.loss);
      for (const auto& check : suite::loss_checks<double>()) {
        if (!check.applies(wrong)) continue;
        for (const auto& problem : suite::loss_cases(wrong)) {
          for (const suite::Finding& finding : run(check, problem).findings) {
            if (finding.tensor == mutant.tensor) return std::vector<suite::Finding>();
          }
        }
      }
      return std::vector<suite::Finding>{
          {.tensor = mutant.tensor, .message = "the mutant survived", .verdict = suite::Verdict::mistrusted}};
    });
  }
}

}  // namespace backcheck::mutants
