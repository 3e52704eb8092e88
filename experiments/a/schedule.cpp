// Report A raises the learning rate until exp overflows, then lowers it step by step. Where does training break, for
// which softmax and which number type, and what does a schedule buy?
#include <algorithm>
#include <cmath>

#include "experiments/a/epoch.hpp"
#include "experiments/a/stability_map.hpp"
#include "experiments/a/variants.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* item = "A-22";
const std::vector<std::string> schedules{"constant",        "step", "exponential", "cosine", "warm-up and cosine",
                                         "fast exponential"};
// All schedules of a network start at one rate, about the highest that it stands (as published, not every seed does).
struct Trained {
  std::string name;
  report_a::Variant variant;
  double start;

  std::string run(const std::string& schedule) const { return name + ", " + schedule; }
  std::vector<std::string> runs() const {
    std::vector<std::string> all;
    for (const std::string& schedule : schedules) all.push_back(run(schedule));
    return all;
  }
};
const Trained as_published{"as published", {.shared_kernels = true, .published_gradient = true}, 0.005},
    corrected{"corrected", {}, 0.02};

Experiment declaration() {
  std::vector<std::string> compared = as_published.runs();
  for (const std::string& run : corrected.runs()) compared.push_back(run);
  return {
      .name = "a-schedule",
      .position = 4,
      .title = "Learning rates, overflow and schedules",
      .question =
          "At which learning rate does the unshifted softmax overflow, would the shifted one have helped, and what "
          "does a schedule buy?",
      .source = "Report A, section III.A.1, Fig. 4",
      .data = DataNeed::mnist,
      .x_means = "update",
      .assumptions =
          {"The report gives neither the rate at which exp overflowed nor its schedule: six rates and six schedules.",
           "Its arithmetic is taken to be double, that of numpy; float is run as well.",
           fmt::format("Schedules start at {:g} as published and at {:g} corrected. Step halves the rate every tenth "
                       "of the epoch; exponential falls to 1 % in one epoch, fast exponential tenfold every tenth; "
                       "cosine ends at 0; warm-up takes a tenth.",
                       as_published.start, corrected.start),
           "One image an update, weights N(0, 2 / fan-in), shuffled."},
      .published =
          report_a::compare_epoch(item,
                                  {.assumed = "the schedule, its start, initialisation, one image an update, order",
                                   .cause = "the report gives neither its schedule nor its learning rate"},
                                  compared)};
}

void train_with_schedule(const JobContext& context, const Trained& which, const std::string& name);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs = report_a::stability_runs(settings);
  for (const Trained* network : {&as_published, &corrected}) {
    for (const std::string& schedule : schedules) {
      runs.push_back({.name = network->run(schedule),
                      .seeds = settings.seed_count(5, 10),
                      .seconds = settings.pick(0.05, 1.8, 1.8),
                      .body = [=](const JobContext& context) { train_with_schedule(context, *network, schedule); }});
    }
  }
  return runs;
}

Schedule make_schedule(const std::string& name, double start, Index updates) {
  const Index tenth = std::max<Index>(1, updates / 10);
  if (name == "step") return {.kind = Schedule::Kind::step, .initial = start, .factor = 0.5, .period = tenth};
  if (name == "exponential")
    return {.kind = Schedule::Kind::exponential, .initial = start, .factor = 0.01, .period = updates};
  if (name == "cosine") return {.kind = Schedule::Kind::cosine, .initial = start, .period = updates};
  if (name == "warm-up and cosine") {
    return {.kind = Schedule::Kind::cosine, .initial = start, .period = updates - tenth, .warm_up = tenth};
  }
  if (name == "fast exponential")
    return {.kind = Schedule::Kind::exponential, .initial = start, .factor = 0.1, .period = tenth};
  return {.initial = start};
}

// The learning rate and the mean loss of each fiftieth of the epoch, at its end; then the epoch's numbers.
void train_with_schedule(const JobContext& context, const Trained& which, const std::string& name) {
  Network<float> network = report_a::cnn<float>(which.variant, context.settings.twin, context.seed);
  const Index updates = report_a::training_images(context), part = std::max<Index>(1, updates / 50);
  TrainingOptions options{.batch_size = 1, .schedule = make_schedule(name, which.start, updates)};
  double sum = 0;
  options.after_step = [&](const StepReport& report) {
    sum += report.loss;
    if (report.step % part) return true;
    const double x = static_cast<double>(report.step);
    context.progress(x / static_cast<double>(updates));
    context.record(x, "learning rate", report.learning_rate);
    context.record(x, "loss", sum / static_cast<double>(part));
    sum = 0;
    return true;
  };
  report_a::one_epoch(context, network, report_a::observed_loss<float>(which.variant, context.settings.twin), options,
                      static_cast<double>(updates));
}

// The schedule of the highest median test accuracy: "warm-up and cosine ends best: 98.3 % of the test images, constant:
// 95.8 %". Empty where none was run.
std::string best_schedule(const Results& results, const Trained& network) {
  std::string best;
  double highest = -1;
  for (const std::string& schedule : schedules) {
    const double accuracy = 100 * results.median(network.run(schedule), "test accuracy");
    if (accuracy > highest) highest = accuracy, best = schedule;
  }
  if (best.empty()) return best;
  const double constant = 100 * results.median(network.run("constant"), "test accuracy");
  return fmt::format("{} ends best: {:.1f} % of the test images{}", best == "constant" ? "the constant rate" : best,
                     highest,
                     best == "constant" || std::isnan(constant) ? "" : fmt::format(", constant: {:.1f} %", constant));
}

std::optional<Figure> schedule_figure(const Results& results) {
  const std::string best = best_schedule(results, as_published);
  if (best.empty()) return {};
  Panel rates{.x = {.numbers = Axis::Numbers::none},
              .y = {.label = "learning rate",
                    .low = 1e-5,
                    .high = 1e-2,
                    .logarithmic = true,
                    .numbers = Axis::Numbers::powers_of_ten},
              .key = {.place = Key::Place::none},
              .area = {.left = 0.1, .right = 0.97, .bottom = 0.55, .top = 0.9}};
  Panel losses{.x = {.label = "update", .numbers = Axis::Numbers::whole},
               .y = {.label = "training loss [nats]", .logarithmic = true},
               .area = {.left = 0.1, .right = 0.97, .bottom = 0.1, .top = 0.56}};
  int series = 0;
  for (const std::string& schedule : schedules) {
    ++series;
    for (const auto& [panel, quantity] : {std::pair{&rates, "learning rate"}, {&losses, "loss"}}) {
      const std::vector<Point> curve = median_curve(results, as_published.run(schedule), quantity);
      if (!curve.empty()) panel->elements.push_back(Line{curve, {.series = series}, schedule});
    }
  }
  if (rates.elements.empty() || losses.elements.empty()) return {};
  return Figure{
      .name = "F05-schedules",
      .title = fmt::format("As published, {}; {} runs end near chance", best,
                           report_a::near_chance(results, as_published.runs()).seeds),
      .caption = fmt::format(
          "{}, Report A's network as published, one image an update, all schedules from {:g}. Loss: mean over a "
          "fiftieth of the epoch, median over seeds. The report gives neither its schedule nor its rate.",
          results.data_label(), as_published.start),
      .width = 900,
      .height = 720,
      .panels = {rates, losses}};
}

// The medians as bars, the seeds as dots; how many seeds ended near chance, below the panel, is written on the bar.
void add_accuracies(Panel& panel, const Results& results, const Trained& network, double offset, int series) {
  std::vector<Estimate> medians;
  std::vector<Point> seeds;
  for (std::size_t k = 0; k < schedules.size(); ++k) {
    const std::string run = network.run(schedules[k]);
    const double x = static_cast<double>(k) + offset;
    medians.push_back({x, 100 * results.median(run, "test accuracy"), 0, 0});
    for (const double accuracy : results.values(run, "test accuracy")) seeds.push_back({x, 100 * accuracy});
    if (const Index count = report_a::near_chance(results, {run}).seeds) {
      panel.elements.push_back(Text{x - 0.12, 61, fmt::format("{} at chance", count), Text::Align::left, 10, {}, true});
    }
  }
  if (seeds.empty()) return;
  panel.elements.push_back(Bars{medians, {.series = series}, network.name, 0.36});
  panel.elements.push_back(Marks{seeds, {.colour = Colour::dark_grey, .marker = Marker::disc, .size = 0.4}});
}

std::optional<Figure> result_figure(const Results& results) {
  const std::string best = best_schedule(results, corrected);
  if (best.empty()) return {};
  std::vector<std::string> labels = schedules;
  for (std::string& label : labels) std::replace(label.begin(), label.end(), ' ', '\n');
  const published::Number& printed = published::number("A-22/test-accuracy");
  Panel panel{.x = {.low = -0.6, .high = 5.6, .ticks = labelled(labels)},
              .y = {.label = "test accuracy [%]", .low = 60, .high = 104},
              .key = {.place = Key::Place::top_left, .horizontal = true},
              .elements = {published_level(printed.value(), "Report A")},
              .lines_below = 5};
  add_accuracies(panel, results, as_published, -0.2, 6);
  add_accuracies(panel, results, corrected, 0.2, 1);
  return Figure{
      .name = "F05-schedule-results",
      .title = "Corrected, " + best,
      .caption = fmt::format(
          "{}, one epoch of one image an update; as published from {:g}, corrected from {:g}. Bars: median over seeds, "
          "dots: each seed above 60 %; those below 15 % are counted. Dashed: Report A, Fig. 4, {} %.",
          results.data_label(), as_published.start, corrected.start, printed.printed),
      .width = 1000,
      .height = 480,
      .panels = {panel}};
}

std::vector<Figure> figures(const Results& results) {
  std::vector<Figure> figures;
  for (const auto& figure : {report_a::stability_figure(results), schedule_figure(results), result_figure(results)}) {
    if (figure) figures.push_back(*figure);
  }
  return figures;
}

Markdown findings(const Results& results) {
  Markdown text;
  report_a::add_stability_table(text, results);
  for (const Trained* network : {&as_published, &corrected}) {
    report_a::add_nearest_run(text, results, network->runs(), item);
    const report_a::NearChance ended = report_a::near_chance(results, network->runs());
    if (ended.of == 0) continue;
    text.bullet("*{}*, from {:g}, {} of {} runs of all schedules and seeds end near chance.", network->name,
                network->start, ended.seeds, ended.of);
  }
  return text.text().empty() ? text.paragraph("Not run.") : text;
}

}  // namespace
}  // namespace backcheck::experiments
