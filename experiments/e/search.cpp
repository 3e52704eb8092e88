// Report E's MLP: which of the settings that it leaves open give the five results that it prints? Its losses are above
// ours; a printed loss that has the penalty of the weight decay in it would explain that, so the losses are read in
// three ways.
#include "experiments/judging/search.hpp"
#include "experiments/e/compared_runs.hpp"
#include "experiments/e/training.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_e;

constexpr double decay = 0.005;
const std::string starter = "the public starter's settings";
constexpr const char* penalties[] = {"", ", penalty", ", double penalty"};  // in the losses

enum { factor, first_width, second_width, biases };  // the settings
const Search search{{16,
                     {{.name = "start", .low = 0.25, .high = 2, .logarithmic = true},
                      {.name = "width 1", .low = 16, .high = 256, .logarithmic = true, .whole = true},
                      {.name = "width 2", .low = 16, .high = 256, .logarithmic = true, .whole = true},
                      {.name = "biases", .kinds = {"biases drawn", "biases zero"}}}}};

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {.name = "e-search",
          .position = 3,
          .title = "The MLP: a search",
          .question =
              "Which settings give all that Report E prints of its MLP, and is the penalty of the weight decay "
              "in its losses?",
          .source = "Report E, section 2",
          .data = DataNeed::mnist,
          .assumptions = assumptions(
              {"The start is searched as a multiple of the public starter's standard deviation, the widths of both "
               "hidden layers and the start of the biases beside it.",
               "A loss is read as the cross-entropy alone, as that plus weight_decay / 2 times the sum of all squared "
               "weights, and as that plus the same without the one half."}),
          .published = comparisons()};
}

Configuration configuration(const std::vector<Index>& hidden, Index epochs) {
  return {.architecture = published::mlp({784, hidden[0], hidden[1], 10}),
          .weight_decay = decay,
          .epochs = epochs,
          .with_penalty = true};
}

std::vector<Run> runs(const Settings& settings) {
  const Index epochs = settings.epoch_count(2, 10, 10), seeds = settings.seed_count(3, 4);
  std::vector<Run> runs{training_run(starter, configuration({128, 128}, epochs), seeds, 0.5, settings)};
  for (const Trial& trial : trials(search, settings.pick<Index>(2, 4, 1000))) {
    Configuration one = configuration(
        {static_cast<Index>(trial.values[first_width]), static_cast<Index>(trial.values[second_width])}, epochs);
    one.start_factor = trial.values[factor];
    one.zero_biases = trial.values[biases] == 1;
    runs.push_back(training_run(trial.run, one, seeds, 0.5, settings));
  }
  return runs;
}

std::vector<Comparison> comparisons() {
  std::vector<std::string> runs{starter};
  for (const Trial& trial : trials(search)) runs.push_back(trial.run);
  const auto ours = [&](const std::string& id) {
    const std::string quantity = published::number(id).quantity.substr(std::string_view("MLP, ").size());
    std::vector<Query> all;
    for (const std::string& run : runs) {
      for (const std::string penalty : penalties) {
        const std::string recorded = quantity.ends_with("loss") ? quantity + penalty : quantity;
        all.push_back({run, recorded, report_epochs, 1, run + penalty});
      }
    }
    return all;
  };
  return compare_each(published::ids("E-07"),
                      {.assumed = "split and order of the public starter; widths, start and whether the penalty is in "
                                  "the losses are searched",
                       .published_run = mlp},
                      ours);
}

std::vector<Figure> figures(const Results& results) {
  return {search_figure("F17-search", "Report E's MLP", search, choices(comparisons(), results),
                        fmt::format("{}, ten epochs, learning rate 0.001. Start: times the public starter's standard "
                                    "deviation. Of each trial the best of three ways to read its loss.",
                                    results.data_label()))};
}

Markdown findings(const Results& results) {
  Markdown text;
  describe_search(text, search, comparisons(), results);
  const auto loss = [&](const char* penalty) {
    return results.mean(starter, std::string("validation loss") + penalty, report_epochs);
  };
  const double printed = published::value("E-07/validation-loss");
  const double penalty = loss(penalties[1]) - loss("");
  return text.bullet(
      "The penalty: with the public starter's settings the validation loss is {:.3f}, and the printed {:.4f} is {:.2f} "
      "above it. The penalty of that network is {:.2f}: a printed loss with the penalty in it would be {:.2f}, so that "
      "the penalty {} the difference.",
      loss(""), printed, printed - loss(""), penalty, loss(penalties[1]),
      std::abs(loss(penalties[1]) - printed) < 0.1 * printed ? "explains" : "alone does not explain");
}

}  // namespace
}  // namespace backcheck::experiments
