// Report A's network in PyTorch: which momentum and which scaling of the pixels give the losses that it prints? It
// gives the learning rate, 0.01.
#include "experiments/a/epoch.hpp"
#include "experiments/a/printed_losses.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/judging/search.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_a;

constexpr const char* adam = "Adam";
enum { forgotten, pixels, start };  // the settings
constexpr Normalization scalings[] = {Normalization::unit, Normalization::centred, Normalization::symmetric,
                                      Normalization::standardized};
constexpr Initializer::Kind starts[] = {Initializer::Kind::uniform_fan_in, Initializer::Kind::he};
const std::vector<std::string> pixel_kinds{"pixels 0 to 1", "pixels -0.5 to 0.5", "pixels -1 to 1",
                                           "pixels standardized"};
const std::vector<std::string> start_kinds{"PyTorch's start", "He's start"};
const Search search{{48,
                     {{.name = "1 - momentum", .low = 0.02, .high = 1, .logarithmic = true},
                      {.name = "pixels", .kinds = pixel_kinds},
                      {.name = "start", .kinds = start_kinds}}}};

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {
      .name = "a-framework-search",
      .position = 6,
      .title = "The network in a framework: a search",
      .question = "Which momentum, scaling of the pixels and start give all that Report A prints for PyTorch?",
      .source = "Report A, section III.A.2, Fig. 6",
      .data = DataNeed::mnist,
      .x_means = "batch",
      .assumptions = {"Learning rate 0.01 as given, batches of 100: with 64 or 128 an epoch has 938 or 469 batches, "
                      "and the report prints losses up to batch 600.",
                      "SGD with momentum, 0 to 0.98; Adam with the pixels in [-0.5, 0.5]. RMSprop, Adagrad and "
                      "Nesterov's momentum are not tried. Shuffled.",
                      "PyTorch's start is U(-1/sqrt(fan-in), 1/sqrt(fan-in)) for weights and biases."},
      .published = comparisons()};
}

void train_so(const JobContext& context, const OptimizerOptions& optimizer, Normalization scaling,
              Initializer::Kind initializer);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  const auto add = [&](const std::string& name, const OptimizerOptions& optimizer, Normalization scaling,
                       Initializer::Kind initializer) {
    runs.push_back({.name = name,
                    .seeds = settings.seed_count(3, 5),
                    .seconds = settings.pick(0.05, 0.6, 0.6),
                    .body = [=](const JobContext& context) { train_so(context, optimizer, scaling, initializer); }});
  };
  add(adam, AdamOptions{}, Normalization::centred, Initializer::Kind::uniform_fan_in);
  for (const Trial& trial : trials(search, settings.pick<Index>(2, 8, 1000))) {
    add(trial.run, SgdOptions{.momentum = 1 - trial.values[forgotten]},
        scalings[static_cast<std::size_t>(trial.values[pixels])],
        starts[static_cast<std::size_t>(trial.values[start])]);
  }
  return runs;
}

void train_so(const JobContext& context, const OptimizerOptions& optimizer, Normalization scaling,
              Initializer::Kind initializer) {
  Network<float> network = make_network<float>(published::report_a_cnn(), context.settings.twin);
  initialize(network, {.kind = initializer}, context.seed);
  one_epoch(context, network, softmax_cross_entropy<float>(context.settings.twin),
            {.batch_size = context.settings.pick<Index>(1, 100, 100),
             .schedule = {.initial = 0.01},
             .optimizer = optimizer,
             .normalization = scaling,
             .after_step = record_losses(context)},
            batches);
}

std::vector<Comparison> comparisons() {
  std::vector<std::string> runs{adam};
  for (const Trial& trial : trials(search)) runs.push_back(trial.run);
  return compare_framework({.assumed = "batches of 100; optimiser, scaling of the pixels and start are searched"},
                           runs);
}

std::vector<Figure> figures(const Results& results) {
  return {search_figure("F04-framework-search", "Report A's losses in PyTorch", search,
                        choices(declaration().published, results),
                        results.data_label() + ", one epoch, learning rate 0.01, batches of 100.")};
}

Markdown findings(const Results& results) {
  Markdown text;
  describe_search(text, search, declaration().published, results);
  return text;
}

}  // namespace
}  // namespace backcheck::experiments
