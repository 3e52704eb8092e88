// Report A raises the learning rate until exp overflows, then lowers it step by step. Where does training break, for
// which softmax and which number type, and what does a schedule buy?
#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/catalogue.hpp"
#include "experiments/numbers.hpp"
#include "experiments/report_a.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/support/statistics.hpp"

namespace backcheck::experiments {
namespace {

using report_a::text;
using report_a::Variant;

constexpr report_a::EpochNumbers fig4{.train_loss = "0.3814448263437876",
                                      .train_accuracy = "88.55499999999999",
                                      .test_loss = "0.276766048433187",
                                      .test_accuracy = "91.67"};

// The stability map: the printed network and the corrected one, three softmaxes, the first third of an epoch.
constexpr Index map_updates = 20000, last_images = 1000;
const std::vector<double> map_rates{0.003, 0.01, 0.03, 0.1, 0.3, 1};
struct MapRow {
  std::string name;
  Variant variant;
  bool in_double;
};
const std::vector<MapRow> map_rows{
    {"as published, unshifted, float", report_a::as_published, false},
    {"as published, unshifted, double", report_a::as_published, true},
    {"as published, shifted, float", {.shared_kernels = true, .published_gradient = true}, false},
    {"corrected, unshifted, float", {.unshifted_softmax = true}, false},
    {"corrected, unshifted, double", {.unshifted_softmax = true}, true},
    {"corrected, shifted, float", {}, false}};

std::string map_run(const MapRow& row, double rate) { return row.name + ", rate " + text("%g", rate); }

// The schedules, each from the same start: about the highest rate that the network stands (as published, not every
// seed does).
struct Trained {
  std::string name;
  Variant variant;
  double start;
};
const std::vector<Trained> networks{{"as published", {.shared_kernels = true, .published_gradient = true}, 0.005},
                                    {"corrected", {}, 0.02}};
const std::vector<std::string> schedules{"constant",        "step", "exponential", "cosine", "warm-up and cosine",
                                         "fast exponential"};

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

std::string schedule_run(const std::string& network, const std::string& schedule) { return network + ", " + schedule; }

// "survived" updates, the "accuracy" over the last thousand images of them, and, where the loss stopped being finite,
// the "largest logit" then.
template <Scalar T>
void map_stability(const JobContext& context, const Variant& variant, double rate) {
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
  context.recorder.record(survived, "survived", survived);
  context.recorder.record(survived, "accuracy", right / static_cast<double>(count));
  if (survived < static_cast<double>(updates)) context.recorder.record(survived, "largest logit", largest);
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
    context.recorder.progress(x / static_cast<double>(updates));
    context.recorder.record(x, "learning rate", report.learning_rate);
    context.recorder.record(x, "loss", sum / static_cast<double>(part));
    sum = 0;
    return true;
  };
  report_a::one_epoch(context, network, report_a::observed_loss<float>(which.variant, context.settings.twin), options,
                      static_cast<double>(updates));
}

std::vector<Job> jobs(const Settings& settings) {
  std::vector<Job> jobs;
  for (const MapRow& row : map_rows) {
    for (const double rate : map_rates) {
      add_jobs(jobs, map_run(row, rate), settings.seed_count(3, 5), settings.pick(0.05, 0.4, 0.4),
               [&row, rate](const JobContext& context) {
                 if (row.in_double) {
                   map_stability<double>(context, row.variant, rate);
                 } else {
                   map_stability<float>(context, row.variant, rate);
                 }
               });
    }
  }
  for (const Trained& network : networks) {
    for (const std::string& schedule : schedules) {
      add_jobs(jobs, schedule_run(network.name, schedule), settings.seed_count(5, 10), settings.pick(0.05, 1.8, 1.8),
               [&network, schedule](const JobContext& context) { train_with_schedule(context, network, schedule); });
    }
  }
  return jobs;
}

double percent(const Results& results, const std::string& run, const char* quantity) {
  return 100 * report_a::mean(results, run, quantity);
}

Figure map_figure(const Results& results) {
  Figure figure{.name = "F05-stability",
                .caption = results.data_label() +
                           ", one image an update, the first 20,000 updates. Mean over seeds. Left: updates until the "
                           "loss is no longer a number (20,000: it never happened). Right: accuracy on the last 1,000 "
                           "images before that or the end.",
                .width = 1200,
                .height = 480};
  HeatMap survived, accuracy;
  survived.format = accuracy.format = "%.0f";
  for (const double rate : map_rates) survived.columns.push_back(text("%g", rate));
  for (const MapRow& row : map_rows) {
    survived.rows.push_back(row.name);
    survived.values.emplace_back();
    accuracy.values.emplace_back();
    for (const double rate : map_rates) {
      survived.values.back().push_back(report_a::mean(results, map_run(row, rate), "survived"));
      accuracy.values.back().push_back(percent(results, map_run(row, rate), "accuracy"));
    }
  }
  // Of the rates, at how many the loss stays a number for every seed.
  const auto finite = [&](std::size_t row) {
    const std::vector<double>& updates = survived.values[row];
    return std::count_if(updates.begin(), updates.end(), [&](double n) { return n >= updates.front(); });
  };
  figure.title = text("Loss finite at %td of %zu rates as published, %td corrected; without the shift %td and %td",
                      finite(2), map_rates.size(), finite(5), finite(0), finite(3));
  accuracy.range = {0.0, 100.0};
  accuracy.columns = survived.columns;
  accuracy.rows.assign(map_rows.size(), "");
  add_heat_map(figure, "survived", survived);
  add_heat_map(figure, "accuracy", accuracy);
  const std::string common = "unset colorbox\nset border 0\nset xlabel 'learning rate'\n";
  figure.script =
      "set multiplot title TITLE noenhanced font ',15'\nunset title\nset lmargin at screen 0.255\nset rmargin at "
      "screen 0.63\nset tmargin at screen 0.83\nset bmargin at screen BOTTOM + 0.13\nset title 'updates survived' "
      "font ',13'\n" +
      common + heat_map("survived", survived) +
      "unset label 999\nset lmargin at screen 0.645\nset rmargin at screen 0.985\nset title 'accuracy then [%]' font "
      "',13'\n" +
      common + heat_map("accuracy", accuracy);
  return figure;
}

// Of the seeds of this run, those that end near chance.
Index collapsed(const Results& results, const std::string& run) {
  const std::vector<double> accuracies = results.values(run, "test accuracy");
  return std::count_if(accuracies.begin(), accuracies.end(), [](double accuracy) { return accuracy < 0.15; });
}

Index all_collapsed(const Results& results, const std::string& network) {
  Index count = 0;
  for (const std::string& schedule : schedules) count += collapsed(results, schedule_run(network, schedule));
  return count;
}

// "warm-up and cosine ends best: 98.3 % of the test images, constant: 95.8 %": medians.
std::string best_schedule(const Results& results, const std::string& network) {
  std::string best = schedules.front();
  const auto accuracy = [&](const std::string& schedule) {
    return 100 * report_a::median(results, schedule_run(network, schedule), "test accuracy");
  };
  for (const std::string& schedule : schedules) {
    if (accuracy(schedule) > accuracy(best)) best = schedule;
  }
  const std::string ends = text(" ends best: %.1f %% of the test images", accuracy(best));
  return best == "constant" ? "the constant rate" + ends
                            : best + ends + text(", constant: %.1f %%", accuracy("constant"));
}

Figure schedule_figure(const Results& results) {
  const Trained& network = networks.front();
  Figure figure{.name = "F05-schedules",
                .title = "As published, " + best_schedule(results, network.name) +
                         text("; %td runs end near chance", all_collapsed(results, network.name)),
                .caption = results.data_label() +
                           ", Report A's network as published, one image an update, all schedules from 0.005. Loss: "
                           "mean over 1,200 images, median over seeds. The report gives neither its schedule nor its "
                           "rate.",
                .width = 900,
                .height = 720};
  std::vector<std::string> rates, losses;
  for (const std::string& schedule : schedules) {
    const std::string run = schedule_run(network.name, schedule);
    const int linetype = static_cast<int>(rates.size() + 1);
    for (const char* quantity : {"learning rate", "loss"}) {
      std::vector<std::vector<double>> rows;
      for (const auto& [x, values] : results.curve(run, quantity)) rows.push_back({x, median(values)});
      const std::string block = std::string(quantity) + ": " + schedule;
      figure.add(block, {"update", quantity}, rows);
      (quantity[1] == 'e' ? rates : losses)
          .push_back("DATA index '" + block + "' using 1:2 with lines lt " + std::to_string(linetype) + " title '" +
                     schedule + "'");
    }
  }
  figure.script =
      "set multiplot title TITLE noenhanced font ',15'\nunset title\nset lmargin at screen 0.1\nset rmargin at screen "
      "0.97\nset logscale y\nset tmargin at screen 0.9\nset bmargin at screen 0.6\nset ylabel 'learning rate'\nset "
      "format y '10^{%T}'\nset yrange [1e-5:1e-2]\nset format x ''\nunset key\n" +
      plot(rates) +
      "unset label 999\nset tmargin at screen 0.56\nset bmargin at screen BOTTOM + 0.1\nset ylabel 'training loss "
      "[nats]'\nset format y '%g'\nset yrange [*:*]\nset format x '%.0f'\nset xlabel 'update'\nset key top right\n" +
      plot(losses);
  return figure;
}

Figure result_figure(const Results& results) {
  Figure figure{
      .name = "F05-schedule-results",
      .title = "Corrected, " + best_schedule(results, networks.back().name),
      .caption = results.data_label() +
                 ", one epoch of one image an update; as published from 0.005, corrected from 0.02. Bars: "
                 "median over seeds, dots: each seed above 60 %; those below 15 % are counted. Dashed: Report "
                 "A, Fig. 4, 91.67 %.",
      .width = 1000,
      .height = 480};
  std::vector<std::string> elements{"91.67 lc rgb '#000000' lw 1.5 dt 2 title 'Report A'"};
  std::string counts;
  for (std::size_t i = 0; i < networks.size(); ++i) {
    std::vector<std::vector<double>> medians, seeds;
    for (std::size_t k = 0; k < schedules.size(); ++k) {
      const std::string run = schedule_run(networks[i].name, schedules[k]);
      const double x = static_cast<double>(k) + (i == 0 ? -0.2 : 0.2);
      medians.push_back({x, 100 * report_a::median(results, run, "test accuracy")});
      for (const double accuracy : results.values(run, "test accuracy")) seeds.push_back({x, 100 * accuracy});
      if (const Index count = collapsed(results, run)) {
        counts += text("set label '%td at chance' at %g,61 left rotate by 90 font ',10' front\n", count, x - 0.12);
      }
    }
    const std::string& name = networks[i].name;
    figure.add(name, {"position", "median"}, medians);
    figure.add(name + ": seeds", {"position", "accuracy"}, seeds);
    elements.push_back("DATA index '" + name + "' using 1:2:(0.36) with boxes fc linetype " + (i == 0 ? "6" : "1") +
                       " title '" + name + "'");
    elements.push_back("DATA index '" + name + ": seeds' using 1:2 with points pt 7 ps 0.4 lc rgb '#222222' notitle");
  }
  std::vector<std::string> wrapped = schedules;
  for (std::string& schedule : wrapped) std::replace(schedule.begin(), schedule.end(), ' ', '\n');
  figure.script = "set ylabel 'test accuracy [%]'\nset yrange [60:104]\nset xrange [-0.6:5.6]\n" + tics("x", wrapped) +
                  "set bmargin 5\nset key top left horizontal\n" + counts + plot(elements);
  return figure;
}

std::vector<Figure> figures(const Results& results) {
  return {map_figure(results), schedule_figure(results), result_figure(results)};
}

std::string findings(const Results& results) {
  std::string markdown =
      "- **First update at which the loss is not a number** (median over seeds that reach it; exp overflows above "
      "88.72 in float, 709.78 in double):\n\n  | run | seeds | update | largest logit |\n  |---|---|---|---|\n";
  for (const MapRow& row : map_rows) {
    for (const double rate : map_rates) {
      const std::string run = map_run(row, rate);
      std::vector<double> logits = results.values(run, "largest logit"), survived = results.values(run, "survived");
      if (logits.empty()) continue;
      std::sort(logits.begin(), logits.end());
      std::sort(survived.begin(), survived.end());
      markdown += "  | " + run +
                  text(" | %zu of %zu | %.0f | %.0f |\n", logits.size(), survived.size(),
                       survived[(logits.size() - 1) / 2] + 1, logits[logits.size() / 2]);
    }
  }
  markdown += "\n";
  for (const Trained& network : networks) {
    std::vector<std::string> runs;
    for (const std::string& schedule : schedules) runs.push_back(schedule_run(network.name, schedule));
    markdown += report_a::nearest_run(results, runs, fig4) +
                text("- *%s*, from %g, %td runs of all schedules and seeds end near chance.\n", network.name.c_str(),
                     network.start, all_collapsed(results, network.name));
  }
  return markdown;
}

}  // namespace

Experiment a_schedule() {
  Experiment experiment{
      .name = "a-schedule",
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
           "Schedules start at 0.005 as published and at 0.02 corrected. Step halves the rate every tenth of the "
           "epoch; exponential falls to 1 % in one epoch, fast exponential tenfold every tenth; cosine ends at 0; "
           "warm-up takes a tenth.",
           "One image an update, weights N(0, 2 / fan-in), shuffled."},
      .jobs = jobs,
      .figures = figures,
      .findings = findings};
  std::vector<std::string> readings;
  for (const Trained& network : networks) {
    for (const std::string& schedule : schedules) readings.push_back(schedule_run(network.name, schedule));
  }
  experiment.published =
      report_a::published_rows(fig4,
                               {.id = "A-22",
                                .given = "a schedule from a high learning rate to a low one, one epoch",
                                .assumed = "the schedule, its start, initialisation, one image an update, order",
                                .cause = "the report gives neither its schedule nor its learning rate"},
                               readings);
  return experiment;
}

}  // namespace backcheck::experiments
