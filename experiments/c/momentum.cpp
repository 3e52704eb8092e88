// Report C's learning rate of 0.9, with momentum: where in the plane of learning rate and momentum its MNIST network
// trains at all, for one image an update and for the whole subset at once.
#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/c/metrics.hpp"
#include "experiments/c/training.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_c;
enum class Hidden { relu, sigmoid };
struct Method {
  Index batch_size;
  Hidden hidden;
};
constexpr Index whole_subset = 500;
constexpr Method methods[] = {
    {1, Hidden::relu}, {1, Hidden::sigmoid}, {whole_subset, Hidden::relu}, {whole_subset, Hidden::sigmoid}};
constexpr double momenta[] = {0, 0.5, 0.9}, rates[] = {0.001, 0.01, 0.1, 0.3, 0.9};
constexpr double reported_rate = 0.9;

Experiment declaration() {
  return {.name = "c-momentum",
          .position = 4,
          .title = "A learning rate of 0.9",
          .question =
              "Report C shows curves \"after 10 epochs with learning rate = 0.9\", with momentum: does its "
              "network train at that rate?",
          .source = "Report C, task 2",
          .data = DataNeed::mnist,
          .assumptions = {
              "500 random training images; sigmoid outputs, binary cross-entropy summed over the ten outputs.",
              "Momentum is unstated (0.9 is usual): 0, 0.5 and 0.9. So are the hidden activations, ReLU with He or "
              "sigmoid with Xavier initialisation, and whether an update is made for every image or once for the "
              "subset, whose gradient is then the mean.",
              "Max pooling; pixels standardised over the training set."}};
}

void train_network(const JobContext& context, Method method, double momentum, double rate);

std::string name_of(Hidden hidden) { return hidden == Hidden::relu ? "ReLU" : "sigmoid"; }
std::string run_name(Method method, double momentum, double rate) {
  return fmt::format("{} image{} an update, {}, momentum {}, rate {}", method.batch_size,
                     method.batch_size == 1 ? "" : "s", name_of(method.hidden), momentum, rate);
}

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const Method method : methods) {
    for (const double momentum : momenta) {
      for (const double rate : rates) {
        runs.push_back({.name = run_name(method, momentum, rate),
                        .seeds = settings.seed_count(3, 10),
                        .seconds = method.batch_size == 1 ? 1.5 : 0.5,
                        .body = [=](const JobContext& context) { train_network(context, method, momentum, rate); }});
      }
    }
  }
  return runs;
}

void train_network(const JobContext& context, Method method, double momentum, double rate) {
  const ImageSet& images = context.data.train;
  const std::vector<Index> subset =
      random_images(context, context.settings.pick<Index>(20, whole_subset, whole_subset));
  Architecture architecture = published::report_c_mnist(published::Pooling::max);
  for (AnyOptions& options : architecture) {
    if (method.hidden == Hidden::sigmoid && std::holds_alternative<ReLUOptions>(options)) options = SigmoidOptions{};
  }
  Network<float> network = fresh_network(
      architecture, context, method.hidden == Hidden::relu ? Initializer::Kind::he : Initializer::Kind::xavier);
  const LossFunction<float> loss = sigmoid_binary_cross_entropy<float>(context.settings.twin);
  TrainingOptions options =
      training_options(context.settings.epoch_count(2, 10, 10), {rate, momentum, method.batch_size});
  const auto measure = [&] { return evaluate(network, loss, images, subset, images, options.normalization); };
  options.after_epoch = [&](Index epoch, const Metrics&) {
    const Metrics metrics = measure();
    if (!std::isfinite(metrics.loss)) return false;
    context.record(static_cast<double>(epoch), "training loss", metrics.loss);
    context.record(static_cast<double>(epoch), "training accuracy", metrics.accuracy);
    context.progress(static_cast<double>(epoch) / static_cast<double>(options.epochs));
    return true;
  };
  train(network, loss, images, subset, options, context.seed);
  const Metrics metrics = measure();
  context.record(static_cast<double>(options.epochs), "finite", std::isfinite(metrics.loss));
  context.record(static_cast<double>(options.epochs), "final training accuracy", metrics.accuracy);
}

// In percent, after the last epoch; NaN where the loss of any seed stopped being finite, or nothing was run.
double final_accuracy(const Results& results, Method method, double momentum, double rate) {
  const std::string run = run_name(method, momentum, rate);
  const std::vector<double> finite = results.values(run, "finite");
  if (std::count(finite.begin(), finite.end(), 0.0) > 0) return std::numeric_limits<double>::quiet_NaN();
  return 100 * results.mean(run, "final training accuracy");
}

std::string accuracy_text(const Results& results, Method method, double momentum, double rate, int decimals) {
  const double accuracy = final_accuracy(results, method, momentum, rate);
  if (!std::isnan(accuracy)) return fmt::format("{:.{}f}", accuracy, decimals);
  return results.values(run_name(method, momentum, rate), "finite").empty() ? "not run" : "diverges";
}

// The final accuracies at the reported rate with momentum, of the configurations that were run.
std::vector<double> at_reported_rate(const Results& results) {
  std::vector<double> accuracies;
  for (const Method method : methods) {
    for (const double momentum : momenta) {
      const bool was_run = !results.values(run_name(method, momentum, reported_rate), "finite").empty();
      if (momentum > 0 && was_run) accuracies.push_back(final_accuracy(results, method, momentum, reported_rate));
    }
  }
  return accuracies;
}

// How many of them are networks that train: that get most of their images right.
Index count_trained(const std::vector<double>& accuracies) {
  return std::count_if(accuracies.begin(), accuracies.end(), [](double accuracy) { return accuracy > 50; });
}

Panel accuracy_map(const Results& results, Method method) {
  HeatMap map{.title = fmt::format("{} an update, {}", method.batch_size == 1 ? "one image" : "whole subset",
                                   name_of(method.hidden)),
              .x_label = "learning rate",
              .y_label = "momentum",
              .rows = {},
              .columns = {},
              .cells = {},
              .colours = {.low = 0, .high = 100}};
  for (const double rate : rates) map.columns.push_back(fmt::format("{}", rate));
  for (const double momentum : momenta) {
    map.rows.push_back(fmt::format("{}", momentum));
    std::vector<double>& values = map.cells.values.emplace_back();
    std::vector<std::string>& texts = map.cells.texts.emplace_back();
    for (const double rate : rates) {
      values.push_back(final_accuracy(results, method, momentum, rate));
      texts.push_back(accuracy_text(results, method, momentum, rate, 0));
    }
  }
  return heat_map(std::move(map));
}

std::vector<Figure> figures(const Results& results) {
  const std::vector<double> accuracies = at_reported_rate(results);
  if (accuracies.empty()) return {};
  constexpr double momentum = 0.9, working_rate = 0.001;
  std::vector<Panel> maps;
  std::vector<Curve> curves;
  for (const Method method : methods) {
    maps.push_back(accuracy_map(results, method));
    const int series = static_cast<int>(maps.size());
    curves.push_back({run_name(method, momentum, reported_rate),
                      "training",
                      {.series = series},
                      fmt::format("{}, {}", reported_rate, maps.back().title)});
  }
  curves.push_back({run_name(methods[0], momentum, working_rate),
                    "training",
                    {.series = 5},
                    fmt::format("{}, {}", working_rate, maps[0].title)});
  const std::size_t seeds = results.values(curves[0].run, "finite").size();
  return {
      {.name = "F10-stability",
       .title = fmt::format("At a learning rate of {} with momentum, {} of {} networks train", reported_rate,
                            count_trained(accuracies), accuracies.size()),
       .caption = fmt::format(
           "Training accuracy [%] of Report C's MNIST network on 500 images after 10 epochs; mean over {} seeds. "
           "A network diverges where its loss stops being finite. {}.",
           seeds, results.data_label()),
       .width = 1150,
       .height = 700,
       .layout = {.columns = 2},
       .panels = maps},
      {.name = fmt::format("F10-learning-rate-{}", reported_rate),
       .title = fmt::format("Ten epochs at Report C's learning rate of {}, and at {}", reported_rate, working_rate),
       .caption = fmt::format(
           "Training loss and accuracy on 500 images, momentum {}; mean and 95 % t interval over {} seeds. A curve "
           "ends where the loss stops being finite. {}.",
           momentum, seeds, results.data_label()),
       .width = 1150,
       .height = 540,
       .layout = {.columns = 2},
       .panels = {loss_panel(results, curves,
                             {.label = "training loss [nats, summed over the outputs]",
                              .low = 1e-4,
                              .high = 1e8,
                              .logarithmic = true,
                              .numbers = Axis::Numbers::powers_of_ten}),
                  accuracy_panel(results, curves, "training accuracy [%]", {.at = Point{0.98, 0.65}, .size = 11})}}};
}

Markdown findings(const Results& results) {
  const std::vector<double> accuracies = at_reported_rate(results);
  if (accuracies.empty()) return Markdown().paragraph("Not run.");
  std::vector<Markdown::Row> rows;
  for (const Method method : methods) {
    for (const double momentum : momenta) {
      const auto accuracy = [&](double rate) { return final_accuracy(results, method, momentum, rate); };
      const double best = *std::max_element(std::begin(rates), std::end(rates), [&](double a, double b) {
        return accuracy(a) < accuracy(b) || (std::isnan(accuracy(a)) && !std::isnan(accuracy(b)));
      });
      rows.push_back({method.batch_size == 1 ? "one image" : "the subset", name_of(method.hidden),
                      fmt::format("{}", momentum), accuracy_text(results, method, momentum, reported_rate, 1),
                      std::isnan(accuracy(best)) ? "none" : fmt::format("{}", best),
                      accuracy_text(results, method, momentum, best, 1)});
    }
  }
  return Markdown()
      .paragraph(
          "At a learning rate of {} with momentum, {} of the {} configurations that were run get most of their "
          "training images right after ten epochs.",
          reported_rate, count_trained(accuracies), accuracies.size())
      .table({"gradient of", "hidden units", "momentum", fmt::format("accuracy at rate {} [%]", reported_rate),
              "best rate", "accuracy there [%]"},
             rows);
}

}  // namespace
}  // namespace backcheck::experiments
