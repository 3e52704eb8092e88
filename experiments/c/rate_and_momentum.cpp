#include "experiments/c/rate_and_momentum.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/c/training.hpp"
#include "experiments/judging/statistics.hpp"
#include "experiments/running/combinations.hpp"
#include "experiments/writing/text.hpp"
#include "reference/as_published/networks.hpp"

namespace backcheck::experiments::report_c {

using namespace plotting;

std::string name_of(Hidden hidden) { return hidden == Hidden::relu ? "ReLU" : "sigmoid"; }

std::string Method::name() const {
  return fmt::format("{} an update, {}", batch_size == 1 ? "one image" : "whole subset", name_of(hidden));
}

std::string run_name(const Method& method, double momentum, double rate) {
  return fmt::format("{} image{} an update, {}, momentum {}, rate {}", method.batch_size,
                     method.batch_size == 1 ? "" : "s", name_of(method.hidden), momentum, rate);
}

void train_network(const JobContext& context, const Method& method, double momentum, double rate) {
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
    const double x = static_cast<double>(epoch);
    context.record(x, "training loss", metrics.loss);
    context.record(x, "training accuracy", metrics.accuracy);
    context.progress(x / static_cast<double>(options.epochs));
    return true;
  };
  train(network, loss, images, subset, options, context.seed);
  const Metrics metrics = measure();
  const double last = static_cast<double>(options.epochs);
  context.record(last, "finite", std::isfinite(metrics.loss));
  context.record(last, "final training accuracy", metrics.accuracy);
}

bool was_run(const Results& results, const Method& method, double momentum, double rate) {
  return !results.values(run_name(method, momentum, rate), "finite").empty();
}

double final_accuracy(const Results& results, const Method& method, double momentum, double rate) {
  const std::string run = run_name(method, momentum, rate);
  const std::vector<double> finite = results.values(run, "finite");
  if (std::count(finite.begin(), finite.end(), 0.0) > 0) return std::numeric_limits<double>::quiet_NaN();
  return results.percent(run, "final training accuracy");
}

std::string accuracy_text(const Results& results, const Method& method, double momentum, double rate, int decimals) {
  const double accuracy = final_accuracy(results, method, momentum, rate);
  if (!std::isnan(accuracy)) return fmt::format("{:.{}f}", accuracy, decimals);
  return was_run(results, method, momentum, rate) ? "diverges" : "not run";
}

double best_rate(const Results& results, const Method& method, double momentum) {
  const auto accuracy = [&](double rate) { return final_accuracy(results, method, momentum, rate); };
  return highest(learning_rates, accuracy).value_or(learning_rates[0]);
}

TrainedCounts trained_with_momentum(const Results& results, double rate) {
  constexpr double trained = 50;  // % of the training images classified rightly
  TrainedCounts counts;
  const auto add = [&](const Method& method, double momentum) {
    if (momentum == 0 || !was_run(results, method, momentum, rate)) return;
    const double best = best_rate(results, method, momentum);
    ++counts.run;
    counts.trained += final_accuracy(results, method, momentum, rate) > trained;
    counts.trained_at_best_rate += final_accuracy(results, method, momentum, best) > trained;
  };
  for_each_combination(add, methods, momenta);
  return counts;
}

Panel accuracy_map(const Results& results, const Method& method) {
  const auto accuracy = [&](double momentum, double rate) -> Cell {
    return {final_accuracy(results, method, momentum, rate), accuracy_text(results, method, momentum, rate, 0)};
  };
  return heat_map({.title = method.name(),
                   .x_label = "learning rate",
                   .y_label = "momentum",
                   .rows = names(momenta, writing::to_text),
                   .columns = names(learning_rates, writing::to_text),
                   .cells = cells(momenta, learning_rates, accuracy),
                   .colours = {.low = 0, .high = 100}});
}

void add_best_rates(writing::Markdown& text, const Results& results, double rate) {
  std::vector<writing::Markdown::Row> rows;
  for_each_combination(
      [&](const Method& method, double momentum) {
        const double best = best_rate(results, method, momentum);
        rows.push_back({method.batch_size == 1 ? "one image" : "the subset", name_of(method.hidden),
                        writing::to_text(momentum), accuracy_text(results, method, momentum, rate, 1),
                        std::isnan(final_accuracy(results, method, momentum, best)) ? "none" : writing::to_text(best),
                        accuracy_text(results, method, momentum, best, 1)});
      },
      methods, momenta);
  text.table({"gradient of", "hidden units", "momentum", fmt::format("accuracy at rate {} [%]", rate), "best rate",
              "accuracy there [%]"},
             rows);
}

}  // namespace backcheck::experiments::report_c
