#include "experiments/a/schedules.hpp"

#include <cmath>

#include "experiments/a/epoch.hpp"
#include "experiments/a/variants.hpp"
#include "experiments/judging/curves.hpp"
#include "experiments/judging/statistics.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments::report_a {
namespace {

using namespace plotting;
using writing::sentence;

struct NamedSchedule {
  std::string name;
  Schedule::Kind kind;
  double factor = 1, period = 0, warm_up = 0;  // the latter two in epochs
};
const std::vector<NamedSchedule> schedules{{"constant", Schedule::Kind::constant},
                                           {"step", Schedule::Kind::step, 0.5, 0.1},
                                           {"exponential", Schedule::Kind::exponential, 0.01, 1},
                                           {"cosine", Schedule::Kind::cosine, 1, 1},
                                           {"warm-up and cosine", Schedule::Kind::cosine, 1, 0.9, 0.1},
                                           {"fast exponential", Schedule::Kind::exponential, 0.1, 0.1}};
const std::vector<std::string> names = [] {
  std::vector<std::string> all;
  for (const NamedSchedule& schedule : schedules) all.push_back(schedule.name);
  return all;
}();

void train_with(const JobContext& context, const ScheduledNetwork& scheduled, const NamedSchedule& schedule) {
  const Variant variant = variant_named(scheduled.name);
  Network<float> network = cnn<float>(variant, context.settings.twin, context.seed);
  const Index updates = training_images(context), part = std::max<Index>(1, updates / 50);
  const auto of_epoch = [&](double epochs) { return std::lround(epochs * static_cast<double>(updates)); };
  TrainingOptions options{.batch_size = 1,
                          .schedule = {.kind = schedule.kind,
                                       .initial = scheduled.start,
                                       .factor = schedule.factor,
                                       .period = std::max<Index>(1, of_epoch(schedule.period)),
                                       .warm_up = of_epoch(schedule.warm_up)}};
  double sum = 0;
  options.after_step = [&](const Update& update) {
    sum += update.loss;
    if (update.step % part) return true;
    const double x = static_cast<double>(update.step);
    context.progress(x / static_cast<double>(updates));
    context.record(x, "learning rate", update.learning_rate);
    context.record(x, "loss", sum / static_cast<double>(part));
    sum = 0;
    return true;
  };
  one_epoch(context, network, observed_loss<float>(variant, context.settings.twin), options,
            static_cast<double>(updates));
}

// The schedule of the highest median test accuracy: "warm-up and cosine ends best: 98.3 % of the test images, constant:
// 95.8 %". Empty where none was run.
std::string best_schedule(const Results& results, const ScheduledNetwork& network) {
  const auto accuracy = [&](const std::string& schedule) {
    return 100 * results.median(network.run(schedule), "test accuracy");
  };
  const std::optional<std::string> best = highest(names, accuracy);
  if (!best) return "";
  const bool constant = *best == "constant";
  return fmt::format("{} ends best: {:.1f} % of the test images", constant ? "the constant rate" : *best,
                     accuracy(*best)) +
         (constant ? "" : sentence(", constant: {:.1f} %", accuracy("constant")));
}

// Medians over seeds.
std::vector<Element> curves(const Results& results, const ScheduledNetwork& network, const char* quantity) {
  std::vector<Element> lines;
  for (const std::string& schedule : names) {
    const int series = static_cast<int>(lines.size()) + 1;
    lines.push_back(Line{median_curve(results, network.run(schedule), quantity), {.series = series}, schedule});
  }
  return lines;
}

// The medians as squares, the seeds as dots; how many seeds ended near chance, below the panel, is written there.
std::vector<Element> accuracies(const Results& results, const ScheduledNetwork& network, double offset, int series) {
  std::vector<Point> medians, seeds;
  std::vector<Element> counts;
  for (const std::string& run : network.runs()) {
    const double x = static_cast<double>(medians.size()) + offset;
    medians.push_back({x, 100 * results.median(run, "test accuracy")});
    for (const double accuracy : results.values(run, "test accuracy")) seeds.push_back({x, 100 * accuracy});
    if (const Index count = near_chance(results, {run}).seeds) {
      counts.push_back(Text{x - 0.12, 61, fmt::format("{} at chance", count), Text::Align::left, 10, {}, true});
    }
  }
  return elements(counts, Marks{medians, {.series = series, .marker = Marker::square, .size = 2}, network.name},
                  Marks{seeds, {.colour = Colour::dark_grey, .marker = Marker::disc, .size = 0.4}});
}

}  // namespace

std::vector<std::string> ScheduledNetwork::runs() const {
  std::vector<std::string> all;
  for (const std::string& schedule : names) all.push_back(run(schedule));
  return all;
}

std::vector<Run> schedule_runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const ScheduledNetwork* network : {&scheduled_as_published, &scheduled_corrected}) {
    for (const NamedSchedule& schedule : schedules) {
      runs.push_back({.name = network->run(schedule.name),
                      .seeds = settings.seed_count(5, 10),
                      .seconds = settings.pick(0.05, 1.8, 1.8),
                      .body = [=, &schedule](const JobContext& context) { train_with(context, *network, schedule); }});
    }
  }
  return runs;
}

Figure schedules_figure(const Results& results) {
  const ScheduledNetwork& network = scheduled_as_published;
  const std::string best = best_schedule(results, network);
  return {.name = "F05-schedules",
          .title = best.empty() ? ""
                                : fmt::format("As published, {}; {} runs end near chance", best,
                                              near_chance(results, network.runs()).seeds),
          .caption = fmt::format(
              "{}, Report A's network as published, one image an update, all schedules from {:g}. Loss: mean over a "
              "fiftieth of the epoch, median over seeds. The report gives neither its schedule nor its rate.",
              results.data_label(), network.start),
          .width = 900,
          .height = 720,
          .panels = {{.x = {.tick_format = Axis::TickFormat::none},
                      .y = logarithmic_axis("learning rate", 1e-5, 1e-2),
                      .key = {.place = Key::Place::none},
                      .elements = curves(results, network, "learning rate"),
                      .area = {.left = 0.1, .right = 0.97, .bottom = 0.55, .top = 0.9}},
                     {.x = {.label = "update", .tick_format = Axis::TickFormat::whole},
                      .y = {.label = "training loss [nats]", .logarithmic = true},
                      .elements = curves(results, network, "loss"),
                      .area = {.left = 0.1, .right = 0.97, .bottom = 0.1, .top = 0.56}}}};
}

Figure schedule_results_figure(const Results& results) {
  const std::string best = best_schedule(results, scheduled_corrected);
  const published::Number& printed = published::number("A-22/test-accuracy");
  return {.name = "F05-schedule-results",
          .title = best.empty() ? "" : "Corrected, " + best,
          .caption = fmt::format(
              "{}, one epoch of one image an update; as published from {:g}, corrected from {:g}. Squares: median over "
              "seeds, dots: each seed above 60 %; those below 15 % are counted. Dashed: Report A, Fig. 4, {} %.",
              results.data_label(), scheduled_as_published.start, scheduled_corrected.start, printed.printed),
          .width = 1000,
          .height = 480,
          .panels = {{.x = categories(names),
                      .y = {.label = "test accuracy [%]", .low = 60, .high = 108},
                      .key = {.place = Key::Place::top_left, .horizontal = true},
                      .elements = elements(published_level(printed.value(), "Report A"),
                                           accuracies(results, scheduled_as_published, -0.2, 6),
                                           accuracies(results, scheduled_corrected, 0.2, 1)),
                      .lines_below = 5}}};
}

}  // namespace backcheck::experiments::report_a
