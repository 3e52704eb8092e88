// Report A raises the learning rate until exp overflows, then lowers it step by step. Where does training break, for
// which softmax and which number type, and what does a schedule buy?
#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/a/epoch.hpp"
#include "experiments/a/variants.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* item = "A-22";

// The stability map: the printed network and the corrected one, three softmaxes, the first third of an epoch.
constexpr Index map_updates = 20000, last_images = 1000;
const std::vector<double> map_rates{0.003, 0.01, 0.03, 0.1, 0.3, 1};
struct MapRow {
  std::string name;
  report_a::Variant variant;
  bool in_double;

  std::string run(double rate) const { return fmt::format("{}, rate {:g}", name, rate); }
};
const std::vector<MapRow> map_rows{
    {"as published, unshifted, float", report_a::as_published, false},
    {"as published, unshifted, double", report_a::as_published, true},
    {"as published, shifted, float", {.shared_kernels = true, .published_gradient = true}, false},
    {"corrected, unshifted, float", {.unshifted_softmax = true}, false},
    {"corrected, unshifted, double", {.unshifted_softmax = true}, true},
    {"corrected, shifted, float", {}, false}};

const std::vector<std::string> schedules{"constant",        "step", "exponential", "cosine", "warm-up and cosine",
                                         "fast exponential"};
// The schedules, each from the same start: about the highest rate that the network stands (as published, not every
// seed does).
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
const std::vector<Trained> networks{{"as published", {.shared_kernels = true, .published_gradient = true}, 0.005},
                                    {"corrected", {}, 0.02}};

Experiment declaration() {
  std::vector<std::string> compared = networks[0].runs();
  for (const std::string& run : networks[1].runs()) compared.push_back(run);
  return {
      .name = "a-schedule",
      .position = 4,
      .title = "Learning rates, overflow and schedules",
      .question =
          "At which learning rate does the unshifted softmax overflow, would the shifted one have helped, and what "
          "does a "
          "schedule buy?",
      .source = "Report A, section III.A.1, Fig. 4",
      .data = DataNeed::mnist,
      .x_means = "update",
      .assumptions =
          {"The report gives neither the rate at which exp overflowed nor its schedule: six rates and six schedules.",
           "Its arithmetic is taken to be double, that of numpy; float is run as well.",
           "Schedules start at 0.005 as published and at 0.02 corrected. Step halves the rate every tenth of the "
           "epoch; exponential falls to 1 % in one epoch, fast exponential tenfold every tenth; cosine ends at 0; "
           "warm-up takes a tenth.",
           "One image an update, weights N(0, 2 / fan-in), shuffled."},
      .published =
          report_a::compare_epoch(item,
                                  {.assumed = "the schedule, its start, initialisation, one image an update, order",
                                   .cause = "the report gives neither its schedule nor its learning rate"},
                                  compared)};
}

template <Scalar T>
void map_stability(const JobContext& context, const report_a::Variant& variant, double rate);
void train_with_schedule(const JobContext& context, const Trained& which, const std::string& name);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const MapRow& row : map_rows) {
    for (const double rate : map_rates) {
      runs.push_back({.name = row.run(rate),
                      .seeds = settings.seed_count(3, 5),
                      .seconds = settings.pick(0.05, 0.4, 0.4),
                      .body = [&row, rate](const JobContext& context) {
                        row.in_double ? map_stability<double>(context, row.variant, rate)
                                      : map_stability<float>(context, row.variant, rate);
                      }});
    }
  }
  for (const Trained& network : networks) {
    for (const std::string& schedule : schedules) {
      runs.push_back({.name = network.run(schedule),
                      .seeds = settings.seed_count(5, 10),
                      .seconds = settings.pick(0.05, 1.8, 1.8),
                      .body = [&network, schedule](const JobContext& context) {
                        train_with_schedule(context, network, schedule);
                      }});
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

// "survived" updates, the "accuracy" over the last thousand images of them, and, where the loss stopped being finite,
// the "largest logit" then.
template <Scalar T>
void map_stability(const JobContext& context, const report_a::Variant& variant, double rate) {
  Network<T> network = report_a::cnn<T>(variant, context.settings.twin, context.seed);
  const std::vector<Index> images = index_range(0, std::min(report_a::training_images(context), map_updates));
  const Index updates = static_cast<Index>(images.size());
  std::vector<bool> correct;
  double survived = static_cast<double>(updates), largest = std::numeric_limits<double>::quiet_NaN();
  TrainingOptions options{.batch_size = 1, .schedule = {.initial = rate}};
  options.after_step = [&](const StepReport& report) {
    correct.push_back(report.correct > 0);
    if (std::isfinite(report.loss)) return true;
    survived = static_cast<double>(report.step - 1);
    const Tensor<T>& logits = network.output(network.depth() - 1);
    largest = static_cast<double>(*std::max_element(logits.begin(), logits.end()));
    return false;
  };
  train(network, report_a::loss<T>(variant, context.settings.twin), context.data.train, images, options, context.seed);
  const auto count = std::min<std::ptrdiff_t>(last_images, static_cast<std::ptrdiff_t>(correct.size()));
  const double right = static_cast<double>(std::count(correct.end() - count, correct.end(), true));
  context.record(survived, "survived", survived);
  context.record(survived, "accuracy", right / static_cast<double>(count));
  if (survived < static_cast<double>(updates)) context.record(survived, "largest logit", largest);
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

Figure map_figure(const Results& results) {
  HeatMap survived{.title = "updates survived", .x_label = "learning rate", .rows = {}, .columns = {}, .cells = {}},
      accuracy{.title = "accuracy then [%]",
               .x_label = "learning rate",
               .rows = std::vector<std::string>(map_rows.size(), " "),
               .columns = {},
               .cells = {},
               .colours = {.low = 0, .high = 100}};
  for (const double rate : map_rates) survived.columns.push_back(fmt::format("{:g}", rate));
  accuracy.columns = survived.columns;
  const auto add_row = [&](HeatMap& map, const MapRow& row, const char* quantity, double scale) {
    map.cells.values.emplace_back();
    map.cells.texts.emplace_back();
    for (const double rate : map_rates) {
      const double value = scale * results.mean(row.run(rate), quantity);
      map.cells.values.back().push_back(value);
      map.cells.texts.back().push_back(std::isnan(value) ? "" : fmt::format("{:.0f}", value));
    }
  };
  for (const MapRow& row : map_rows) {
    survived.rows.push_back(row.name);
    add_row(survived, row, "survived", 1);
    add_row(accuracy, row, "accuracy", 100);
  }
  // Of the rates, at how many the loss stays a number for every seed.
  const auto finite = [&](std::size_t row) {
    const std::vector<double>& updates = survived.cells.values[row];
    return std::count_if(updates.begin(), updates.end(), [&](double n) { return n >= updates.front(); });
  };
  const std::string title =
      fmt::format("Loss finite at {} of {} rates as published, {} corrected; without the shift {} and {}", finite(2),
                  map_rates.size(), finite(5), finite(0), finite(3));
  Panel left = heat_map(std::move(survived)), right = heat_map(std::move(accuracy));
  left.border = right.border = Panel::Border::none;
  left.area = {.left = 0.255, .right = 0.63, .bottom = 0.13, .top = 0.83};
  right.area = {.left = 0.645, .right = 0.985, .bottom = 0.13, .top = 0.83};
  return {
      .name = "F05-stability",
      .title = title,
      .caption = results.data_label() +
                 ", one image an update, the first 20,000 updates. Mean over seeds. Left: updates until the loss is no "
                 "longer a number (20,000: it never happened). Right: accuracy on the last 1,000 images before that or "
                 "the end.",
      .width = 1200,
      .height = 480,
      .panels = {left, right}};
}

// Of the seeds of this run, those that end near chance.
Index collapsed(const Results& results, const std::string& run) {
  const std::vector<double> accuracies = results.values(run, "test accuracy");
  return std::count_if(accuracies.begin(), accuracies.end(), [](double accuracy) { return accuracy < 0.15; });
}
Index all_collapsed(const Results& results, const Trained& network) {
  Index count = 0;
  for (const std::string& run : network.runs()) count += collapsed(results, run);
  return count;
}

// "warm-up and cosine ends best: 98.3 % of the test images, constant: 95.8 %": medians.
std::string best_schedule(const Results& results, const Trained& network) {
  const auto accuracy = [&](const std::string& schedule) {
    return 100 * results.median(network.run(schedule), "test accuracy");
  };
  std::string best = schedules.front();
  for (const std::string& schedule : schedules) {
    if (accuracy(schedule) > accuracy(best)) best = schedule;
  }
  const bool is_constant = best == schedules.front();
  return fmt::format("{} ends best: {:.1f} % of the test images{}", is_constant ? "the constant rate" : best,
                     accuracy(best), is_constant ? "" : fmt::format(", constant: {:.1f} %", accuracy("constant")));
}

Figure schedule_figure(const Results& results) {
  const Trained& network = networks.front();
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
      const std::vector<Point> curve = median_curve(results, network.run(schedule), quantity);
      if (!curve.empty()) panel->elements.push_back(Line{curve, {.series = series}, schedule});
    }
  }
  return {
      .name = "F05-schedules",
      .title = fmt::format("As published, {}; {} runs end near chance", best_schedule(results, network),
                           all_collapsed(results, network)),
      .caption = results.data_label() +
                 ", Report A's network as published, one image an update, all schedules from 0.005. Loss: mean over "
                 "1,200 images, median over seeds. The report gives neither its schedule nor its rate.",
      .width = 900,
      .height = 720,
      .panels = {rates, losses}};
}

Figure result_figure(const Results& results) {
  std::vector<std::string> labels = schedules;
  for (std::string& label : labels) std::replace(label.begin(), label.end(), ' ', '\n');
  const double printed = published::value("A-22/test-accuracy");
  Panel panel{.x = {.low = -0.6, .high = 5.6, .ticks = labelled(labels)},
              .y = {.label = "test accuracy [%]", .low = 60, .high = 104},
              .key = {.place = Key::Place::top_left, .horizontal = true},
              .elements = {Level{.value = printed,
                                 .style = {.colour = Colour::black, .dash = Dash::dashed, .width = 1.5},
                                 .title = "Report A"}},
              .lines_below = 5};
  for (std::size_t i = 0; i < networks.size(); ++i) {
    std::vector<Estimate> medians;
    std::vector<Point> seeds;
    for (std::size_t k = 0; k < schedules.size(); ++k) {
      const std::string run = networks[i].run(schedules[k]);
      const double x = static_cast<double>(k) + (i == 0 ? -0.2 : 0.2);
      medians.push_back({x, 100 * results.median(run, "test accuracy"), 0, 0});
      for (const double accuracy : results.values(run, "test accuracy")) seeds.push_back({x, 100 * accuracy});
      if (const Index count = collapsed(results, run)) {
        panel.elements.push_back(
            Text{x - 0.12, 61, fmt::format("{} at chance", count), Text::Align::left, 10, {}, true});
      }
    }
    panel.elements.push_back(Bars{medians, {.series = i == 0 ? 6 : 1}, networks[i].name, 0.36});
    panel.elements.push_back(Marks{seeds, {.colour = Colour::dark_grey, .marker = Marker::disc, .size = 0.4}});
  }
  return {.name = "F05-schedule-results",
          .title = "Corrected, " + best_schedule(results, networks.back()),
          .caption =
              fmt::format("{}, one epoch of one image an update; as published from 0.005, corrected from 0.02. Bars: "
                          "median over seeds, "
                          "dots: each seed above 60 %; those below 15 % are counted. Dashed: Report A, Fig. 4, {} %.",
                          results.data_label(), published::number("A-22/test-accuracy").printed),
          .width = 1000,
          .height = 480,
          .panels = {panel}};
}

std::vector<Figure> figures(const Results& results) {
  std::vector<Figure> figures;
  if (!results.values(map_rows[0].run(map_rates[0]), "survived").empty()) figures.push_back(map_figure(results));
  if (results.curve(networks.front().run(schedules.front()), "loss").empty()) return figures;
  figures.push_back(schedule_figure(results));
  figures.push_back(result_figure(results));
  return figures;
}

Markdown findings(const Results& results) {
  std::vector<Markdown::Row> rows;
  for (const MapRow& row : map_rows) {
    for (const double rate : map_rates) {
      std::vector<double> logits = results.values(row.run(rate), "largest logit"),
                          survived = results.values(row.run(rate), "survived");
      if (logits.empty() || survived.size() < logits.size()) continue;
      std::sort(logits.begin(), logits.end());
      std::sort(survived.begin(), survived.end());
      rows.push_back({row.run(rate), fmt::format("{} of {}", logits.size(), survived.size()),
                      fmt::format("{:.0f}", survived[(logits.size() - 1) / 2] + 1),
                      fmt::format("{:.0f}", logits[logits.size() / 2])});
    }
  }
  Markdown text;
  text.paragraph(
      "**First update at which the loss is not a number** (median over seeds that reach it; exp overflows above 88.72 "
      "in "
      "float, 709.78 in double):");
  text.table({"run", "seeds", "update", "largest logit"}, rows);
  for (const Trained& network : networks) {
    report_a::add_nearest_run(text, results, network.runs(), item);
    text.bullet("*{}*, from {:g}, {} runs of all schedules and seeds end near chance.", network.name, network.start,
                all_collapsed(results, network));
  }
  return text;
}

}  // namespace
}  // namespace backcheck::experiments
