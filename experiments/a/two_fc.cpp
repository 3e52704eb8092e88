// Report A's "only 2 fully connected layers": 784 - 128 - 10, one epoch of one image an update, with the loss gradient
// that the report prints and with the right one, over a range of learning rates.
#include "experiments/catalogue.hpp"
#include "experiments/presets.hpp"
#include "experiments/report_a.hpp"
#include "experiments/support/plots.hpp"

namespace backcheck::experiments {
namespace {

using report_a::text;

constexpr report_a::EpochNumbers fig5{.train_loss = "1.268726570460975",
                                      .train_accuracy = "70.94833333333333",
                                      .test_loss = "0.5366752182892833",
                                      .test_accuracy = "84.89"};
const std::vector<std::string> variants{"as published", "corrected"};
const std::vector<double> rates{0.0001, 0.0003, 0.001, 0.003, 0.01};

std::string run_name(const std::string& variant, double rate) { return variant + ", rate " + text("%g", rate); }

void train_one(const JobContext& context, const std::string& variant, double rate) {
  Network<float> network = make_network<float>(presets::report_a_two_fc(), context.settings.twin);
  initialize(network, {.kind = Initializer::Kind::he}, context.seed);
  report_a::one_epoch(
      context, network,
      report_a::observed_loss<float>({.published_gradient = variant == "as published"}, context.settings.twin),
      {.batch_size = 1, .schedule = {.initial = rate}});
}

std::vector<Job> jobs(const Settings& settings) {
  std::vector<Job> jobs;
  for (const std::string& variant : variants) {
    for (const double rate : rates) {
      add_jobs(jobs, run_name(variant, rate), settings.seed_count(5, 10), settings.pick(0.05, 2.5, 2.5),
               [variant, rate](const JobContext& context) { train_one(context, variant, rate); });
    }
  }
  return jobs;
}

double percent(const Results& results, const std::string& run, const char* quantity) {
  return 100 * report_a::mean(results, run, quantity);
}

std::vector<Figure> figures(const Results& results) {
  Figure figure{
      .name = "F04-two-fc",
      .title = "Two fully connected layers: the printed gradient wants a higher rate",
      .caption = results.data_label() +
                 ", 784-128-10, one epoch of one image an update. Mean over seeds and its 95 % t-interval. Dashed: "
                 "Report A, Fig. 5.",
      .width = 1000,
      .height = 480};
  std::vector<std::string> scripts;
  struct Panel {
    const char *quantity, *label, *range;
    double published;
  };
  for (const Panel& panel : {Panel{"train accuracy", "training accuracy, while learning [%]", "[40:100]", 70.94833},
                             Panel{"test accuracy", "test accuracy, afterwards [%]", "[70:100]", 84.89}}) {
    std::vector<std::string> elements{text("%g lc rgb '#000000' lw 1.5 dt 2 title 'Report A'", panel.published)};
    for (std::size_t i = 0; i < variants.size(); ++i) {
      const std::string block = std::string(panel.quantity) + ": " + variants[i];
      std::vector<std::vector<double>> rows;
      for (const double rate : rates) {
        rows.push_back(report_a::row(results, rate, run_name(variants[i], rate), panel.quantity, 100));
      }
      figure.add(block, {"rate", "mean", "low", "high"}, rows);
      elements.push_back(band(block, static_cast<int>(i + 1), variants[i]));
    }
    scripts.push_back(
        "set logscale x\nset format x '%g'\nset xrange [1e-4:1e-2]\nset xlabel 'learning rate'\nset ylabel '" +
        std::string(panel.label) + "'\nset yrange " + panel.range + "\nset key bottom right\n" + plot(elements));
  }
  figure.script = panels(1, 2, scripts);
  return {figure};
}

std::string findings(const Results& results) {
  std::string markdown;
  for (const std::string& variant : variants) {
    std::vector<std::string> runs;
    for (const double rate : rates) runs.push_back(run_name(variant, rate));
    markdown += report_a::nearest_run(results, runs, fig5);
  }
  markdown += text(
      "- At learning rate 0.01 the network reaches %.2f %% with the printed gradient and %.2f %% with the right one; "
      "the report has 84.89 %%.\n",
      percent(results, run_name("as published", 0.01), "test accuracy"),
      percent(results, run_name("corrected", 0.01), "test accuracy"));
  return markdown;
}

}  // namespace

Experiment a_two_fc() {
  Experiment experiment{
      .name = "a-two-fc",
      .title = "Only two fully connected layers",
      .question = "Does the printed loss gradient, or the learning rate, explain the accuracy without convolutions?",
      .source = "Report A, section III.A.1, Fig. 5",
      .data = DataNeed::mnist,
      .assumptions =
          {"784 - 128 - 10 with ReLU: the report gives neither the width nor the activation; 128 is FC1's in its CNN.",
           "One image an update, in a new order from each seed; learning rates 0.0001 to 0.01, since it gives none.",
           "Weights N(0, 2 / fan-in), biases zero.",
           "Losses are the textbook's for both; only the gradient is as printed."},
      .jobs = jobs,
      .figures = figures,
      .findings = findings};
  std::vector<std::string> readings;
  for (const std::string& variant : variants) {
    for (const double rate : rates) readings.push_back(run_name(variant, rate));
  }
  experiment.published = report_a::published_rows(
      fig5,
      {.id = "A-23",
       .given = "two fully connected layers, one epoch",
       .assumed = "width, activation, learning rate, initialisation, one image an update, order",
       .cause = "the report gives no learning rate, which decides this number (F04-two-fc)"},
      readings);
  return experiment;
}

}  // namespace backcheck::experiments
