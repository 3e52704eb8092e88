// Temporary: draws one experiment from committed results.
#include <fmt/format.h>
#include <iostream>
#include "experiments/judging/verdict.hpp"
#include "experiments/plotting/gnuplot.hpp"
#include "experiments/registry.hpp"
#include "experiments/writing/csv.hpp"
#include "experiments/writing/files.hpp"
using namespace backcheck;
using namespace backcheck::experiments;
int main(int argc, char** argv) {
  const std::filesystem::path reports = argv[1], out = argv[2];
  for (const Experiment& e : registered_experiments()) {
    if (argc > 3 && e.name != argv[3]) continue;
    const std::string summary = writing::read_file(reports / e.name / "summary.json");
    const auto at = summary.find("\"data\": \"") + 9;
    const Results results(samples_from_csv(writing::read_file(reports / e.name / "runs.csv")),
                          summary.substr(at, summary.find('"', at) - at));
    std::filesystem::create_directories(out / e.name);
    Index jobs = 0;
    for (const Run& run : e.runs({})) jobs += run.seeds;
    std::cout << "== " << e.name << ", " << jobs << " jobs\n";
    for (const Comparison& c : e.published) {
      const Judgement j = judge(c, results);
      std::cout << c.number << " | " << to_string(j.verdict) << " | " << j.cause << "\n";
    }
    for (const auto& figure : e.figures(results)) {
      plotting::draw(figure, out / e.name);
      std::cout << figure.name << ": " << figure.title << "\n";
    }
    std::cout << e.findings(results).text() << std::endl;
  }
}
