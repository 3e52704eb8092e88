#include "experiments/a/gradient_ratio.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/a/epoch.hpp"
#include "experiments/a/learning_rates.hpp"
#include "experiments/a/variants.hpp"
#include "experiments/judging/curves.hpp"
#include "experiments/judging/statistics.hpp"

namespace backcheck::experiments::report_a {
namespace {

constexpr const char* gradient_ratio = "gradient ratio";
constexpr double of_uniform_softmax = 0.1 * (1 - 0.1);  // over ten classes

double norm(const Tensor<float>& gradient) {
  double sum = 0;
  for (const float g : gradient) sum += static_cast<double>(g) * static_cast<double>(g);
  return std::sqrt(sum);
}

}  // namespace

void one_epoch_with_printed_gradient(const JobContext& context, Network<float>& network, TrainingOptions options) {
  const LossFunction<float> printed = loss<float>({.published_gradient = true}, context.settings.twin);
  const LossFunction<float> textbook = softmax_cross_entropy<float>(context.settings.twin);
  double length = 0, right_length = 0;
  Tensor<float> right_gradient;
  // The loss that is reported is the textbook's, so that it can be compared with that of other variants.
  const LossFunction<float> observed = [&](const Tensor<float>& logits, Labels labels, Tensor<float>& gradient) {
    printed(logits, labels, gradient);
    const float loss = textbook(logits, labels, right_gradient);
    length += norm(gradient);
    right_length += norm(right_gradient);
    return loss;
  };
  const Index images = training_images(context), tenth = std::max<Index>(1, images / 10);
  options.after_step = [&](const Update& update) {
    if (update.step % tenth) return true;
    const double epoch = static_cast<double>(update.step) / static_cast<double>(images);
    context.progress(epoch);
    context.record(epoch, gradient_ratio, length / right_length);
    length = right_length = 0;
    return true;
  };
  one_epoch(context, network, observed, options);
}

plotting::Figure ratio_figure(const Results& results, const std::string& variant, const std::vector<double>& rates) {
  using namespace plotting;
  std::vector<std::pair<std::string, std::string>> runs_and_titles;
  for (const double rate : rates) {
    runs_and_titles.emplace_back(run_at(variant, rate), fmt::format("learning rate {:g}", rate));
  }
  const Level level{.value = of_uniform_softmax,
                    .style = {.colour = Colour::black, .dash = Dash::dashed, .width = 1.5},
                    .title = "uniform softmax: 0.1 (1 - 0.1)"};
  return {
      .name = "F04-gradient-ratio",
      .title = writing::sentence("The printed loss gradient is {:.0f} % as long as the right one",
                                 results.percent(run_at(variant, rates.front()), gradient_ratio)),
      .caption = results.data_label() +
                 ", the printed gradient over the right one at the same logits, each tenth of an epoch; standard "
                 "kernels. Mean over seeds and its 95 % t-interval. Line: 0.09, at a uniform softmax over ten classes.",
      .panels = {{.x = {.label = "epoch", .low = 0, .high = 1},
                  .y = {.label = "|printed gradient| / |right gradient|", .low = 0},
                  .key = {.place = Key::Place::bottom_right},
                  .elements = elements(level, mean_bands(results, runs_and_titles, gradient_ratio))}}};
}

void add_ratio_finding(writing::Markdown& text, const Results& results, const std::string& variant, double rate) {
  const auto curve = results.curve(run_at(variant, rate), gradient_ratio);
  if (curve.empty()) return;
  text.bullet(
      "The printed loss gradient (s - y) s (1 - s) has {:.3f} of the length of the right one in the first tenth of the "
      "epoch at learning rate {:g}, {:.3f} in the last (mean over images, standard kernels).",
      summarize(curve.begin()->second).mean, rate, summarize(curve.rbegin()->second).mean);
}

}  // namespace backcheck::experiments::report_a
