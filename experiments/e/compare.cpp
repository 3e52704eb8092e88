// Report E's comparison of a multilayer perceptron, a CNN, and the CNN with dropout; whether dropout or the weight
// decay that was switched off with it makes the difference, and whether there is one.
#include <algorithm>
#include <chrono>
#include <cmath>

#include "experiments/catalogue.hpp"
#include "experiments/numbers.hpp"
#include "experiments/report_e.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/support/statistics.hpp"
#include "experiments/words.hpp"

namespace backcheck::experiments {
namespace {

using presets::DropoutPlacement;

constexpr const char* mlp = "MLP";
constexpr const char* cnn = "CNN";
constexpr const char* dropout = "CNN + dropout";
constexpr const char* cnn_without_decay = "CNN, no decay";
constexpr const char* dropout_with_decay = "CNN + dropout, decay";
constexpr const char* mlp_wide = "MLP 784-400-128-10";
constexpr const char* mlp_small = "MLP, init 0.01";
constexpr const char* cnn_small = "CNN, init 0.01";
constexpr const char* cnn_xavier = "CNN, Xavier";
constexpr double report_epochs = 10, decay = 0.005, rate = 0.2;

Architecture with_dropout() { return presets::report_e_cnn(DropoutPlacement::fc, rate); }

// Validation curves read off the report's figures, where they are filed under "Training Data".
constexpr const char* cnn_loss[] = {"0.85", "0.58", "0.46", "0.40", "0.36", "0.33", "0.31", "0.29", "0.28", "0.26"};
constexpr const char* cnn_accuracy[] = {"0.77",  "0.85", "0.89",  "0.91", "0.92",
                                        "0.925", "0.93", "0.935", "0.94", "0.94"};
constexpr const char* dropout_loss[] = {"0.70", "0.52", "0.43", "0.39", "0.36", "0.34", "0.31", "0.30", "0.29", "0.29"};
constexpr const char* dropout_accuracy[] = {"0.78", "0.84", "0.87", "0.89", "0.90",
                                            "0.90", "0.91", "0.91", "0.92", "0.92"};

struct Curve {
  const char* id;
  const char* run;
  const char* quantity;
  std::span<const char* const> printed;
  const char* table;  // the number that the report prints for training, and the one for validation
};
const Curve curves[] = {
    {"E-02", cnn, "validation loss", cnn_loss, "training 0.3299, validation 0.2596"},
    {"E-03", cnn, "validation accuracy", cnn_accuracy, "training 0.9123, validation 0.9330"},
    {"E-13", dropout, "validation loss", dropout_loss, "training 0.3399, validation 0.2813"},
    {"E-14", dropout, "validation accuracy", dropout_accuracy, "training 0.8956, validation 0.9192"}};

// The MLP's widths are unstated, and whether the printed init_std was in effect or what was instead; the validation of
// the net with dropout may or may not have switched dropout off.
std::vector<Query> readings(const std::string& run, const std::string& quantity, double epoch) {
  std::vector<Query> queries{{.run = run, .quantity = quantity, .x = epoch}};
  if (run == mlp) {
    queries.push_back({.run = mlp_wide, .quantity = quantity, .x = epoch});
    queries.push_back({.run = mlp_small, .quantity = quantity, .x = epoch});
  }
  if (run == cnn) {
    queries.push_back({.run = cnn_xavier, .quantity = quantity, .x = epoch});
    queries.push_back({.run = cnn_small, .quantity = quantity, .x = epoch});
  }
  if (run == dropout && quantity.rfind("validation", 0) == 0) {
    queries.push_back({.run = run, .quantity = quantity + ", dropping", .x = epoch});
  }
  return queries;
}

std::vector<Published> published() {
  const std::string given = "batch 100, 10 epochs, learning rate 0.001";
  const std::string assumed = "sizes, split, order and start of the public starter";
  std::vector<Published> rows;
  struct Table {
    const char* id;
    const char* run;
    const char* given;
    const char* printed[5];
  };
  constexpr const char* quantities[] = {"training loss", "training accuracy", "validation loss", "validation accuracy",
                                        "test accuracy"};
  constexpr Index sizes[] = {0, 0, 0, 5000, 10000};
  for (const Table& table :
       {Table{"E-07", mlp, ", weight decay 0.005", {"0.7569", "0.8591", "0.6797", "0.8988", "0.8728"}},
        Table{"E-08", cnn, ", weight decay 0.005", {"0.3299", "0.9123", "0.2596", "0.9330", "0.9197"}},
        Table{"E-09", dropout, ", dropout 0.2, no weight decay", {"0.3399", "0.8956", "0.2813", "0.9192", "0.9305"}}}) {
    for (std::size_t i = 0; i < std::size(quantities); ++i) {
      rows.push_back({.id = table.id,
                      .quantity = std::string(table.run) + ", " + quantities[i],
                      .printed = table.printed[i],
                      .unit = i == 0 || i == 2 ? "nats" : "",
                      .meaning = i < 2 ? "mean over the last epoch, while the weights move" : "",
                      .given = given + table.given,
                      .assumed = assumed,
                      .ours = readings(table.run, quantities[i], report_epochs),
                      .sample_size = sizes[i]});
    }
  }
  for (const Curve& curve : curves) {
    for (std::size_t epoch = 1; epoch <= curve.printed.size(); ++epoch) {
      rows.push_back({.id = curve.id,
                      .quantity = std::string(curve.run) + ", curve of the " +
                                  (std::string_view(curve.quantity) == "validation loss" ? "loss" : "accuracy") +
                                  ", epoch " + std::to_string(epoch),
                      .printed = curve.printed[epoch - 1],
                      .meaning = std::string(curve.quantity) + ", read off a figure to 0.01",
                      .given = given,
                      .assumed = assumed,
                      .ours = readings(curve.run, curve.quantity, static_cast<double>(epoch)),
                      .settled = Verdict::mislabelled,
                      .cause = std::string("filed under training; the curve ends at ") + curve.printed.back() +
                               ", and the report's table has " + curve.table});
    }
  }
  return rows;
}

// Seconds an epoch, from the median update.
void time_epoch(const ReportERun& run, const JobContext& context) {
  Network<float> network = report_e_network(run, context);
  const LossFunction<float> loss = softmax_cross_entropy<float>(context.settings.twin);
  using Clock = std::chrono::steady_clock;
  Clock::time_point before;
  std::vector<double> times;
  TrainingOptions options = report_e_options(run);
  options.after_step = [&](const StepReport& step) {
    const Clock::time_point now = Clock::now();
    if (step.step > 3) times.push_back(std::chrono::duration<double>(now - before).count());
    before = now;
    return step.step < context.settings.pick<Index>(6, 150, 300);
  };
  train(network, loss, context.data.train, {}, options, context.seed);
  context.recorder.record(1, "seconds an epoch", 550 * median(times));
}

std::vector<Job> jobs(const Settings& settings) {
  std::vector<Job> jobs;
  const Index epochs = settings.epoch_count(2, 10, 10), mlp_epochs = settings.epoch_count(2, 40, 100);
  const Architecture plain = presets::report_e_cnn();
  const auto add = [&](const char* run, Index seeds, double epoch_seconds, ReportERun how) {
    add_jobs(jobs, run, seeds, settings.pick(0.1, epoch_seconds, epoch_seconds) * static_cast<double>(how.epochs),
             [how](const JobContext& context) { train_as_report_e(how, context); });
  };
  const Index seeds = settings.seed_count(3, 10), few = settings.seed_count(2, 3);
  add(mlp, seeds, 0.5, {presets::report_e_mlp(), decay, ReportEStart::by_width, mlp_epochs});
  add(cnn, seeds, 2.5, {plain, decay, ReportEStart::by_width, epochs});
  add(dropout, seeds, 2.5, {with_dropout(), 0, ReportEStart::by_width, epochs});
  add(cnn_without_decay, seeds, 2.5, {plain, 0, ReportEStart::by_width, epochs});
  add(dropout_with_decay, seeds, 2.5, {with_dropout(), decay, ReportEStart::by_width, epochs});
  add(mlp_wide, seeds, 1, {presets::mlp({784, 400, 128, 10}), decay, ReportEStart::by_width, epochs});
  add(mlp_small, few, 0.5, {presets::report_e_mlp(), decay, ReportEStart::small, epochs});
  add(cnn_xavier, few, 2.5, {plain, decay, ReportEStart::xavier, epochs});
  add(cnn_small, few, 2.5, {plain, decay, ReportEStart::small, epochs});
  for (const auto& [run, architecture] :
       {std::pair{mlp, presets::report_e_mlp()}, {cnn, plain}, {dropout, with_dropout()}}) {
    for (Index seed = 1; seed <= settings.seed_count(3, 5); ++seed) {
      jobs.push_back(
          {.run = std::string("time: ") + run,
           .seed = static_cast<std::uint64_t>(seed),
           .seconds = 0.5,
           .body = [how = ReportERun{architecture, 0}](const JobContext& context) { time_epoch(how, context); },
           .exclusive = true});
    }
  }
  return jobs;
}

// Seed by seed, in percentage points: test accuracy of `a` minus that of `b` after the report's ten epochs.
std::vector<double> differences(const Results& results, const char* a, const char* b) {
  const std::vector<double> first = results.values(a, "test accuracy", report_epochs),
                            second = results.values(b, "test accuracy", report_epochs);
  std::vector<double> differences;
  for (std::size_t i = 0; i < std::min(first.size(), second.size()); ++i) {
    differences.push_back(100 * (first[i] - second[i]));
  }
  return differences;
}

struct Comparison {
  const char* label;
  const char* a;
  const char* b;
};
constexpr Comparison comparisons[] = {
    {"the report's pair:\ndropout on, decay off", dropout, cnn},
    {"dropout on,\ndecay stays off", dropout, cnn_without_decay},
    {"dropout on,\ndecay stays on", dropout_with_decay, cnn},
    {"decay off,\nno dropout", cnn_without_decay, cnn},
};
constexpr double published_difference = 100 * (0.9305 - 0.9197);

Figure curve_figure(const Results& results) {
  Figure figure{
      .name = "F17-validation-curves",
      .title = "Report E's \"training\" curves are validation curves",
      .caption = results.data_label() +
                 ". Ours: mean and 95 % t interval over seeds. Symbols: points read off the report's figures, "
                 "and the validation result that it prints for the MLP.",
      .width = 1080,
      .height = 560};
  std::vector<std::string> panels_of;
  for (const char* quantity : {"loss", "accuracy"}) {
    const std::string full = std::string("validation ") + quantity;
    const bool loss = std::string_view(quantity) == "loss";
    std::string script =
        std::string("set title 'validation ") + quantity +
        "' offset 0,-0.7\nset xlabel 'epoch'\nset xrange [0.7:10.3]\n" +
        (loss ? "set yrange [0:2.4]\nset key top right\n" : "set yrange [0.3:1]\nset key bottom right\n");
    std::vector<std::string> elements;
    int linetype = 1;
    for (const char* run : {mlp, cnn, dropout}) {
      add_band(figure, std::string(quantity) + " " + run, results, run, full);
      elements.push_back(band(std::string(quantity) + " " + run, linetype++, run));
    }
    for (const Curve& curve : curves) {
      if (full != curve.quantity) continue;
      std::vector<std::pair<double, double>> points;
      for (std::size_t i = 0; i < curve.printed.size(); ++i) {
        points.push_back({static_cast<double>(i + 1), std::stod(curve.printed[i])});
      }
      const std::string block = std::string("published ") + quantity + " " + curve.run;
      add_points(figure, block, points);
      if (std::string_view(curve.run) == cnn) {
        elements.push_back(published_points(block, "Report E, CNN"));
      } else {
        elements.push_back("DATA index '" + block +
                           "' using 1:2 with points pt 8 ps 1.5 lw 2 lc rgb 'black' title 'Report E, CNN + dropout'");
      }
    }
    const std::string block = std::string("published ") + quantity + " MLP";
    add_points(figure, block, {{report_epochs, loss ? 0.6797 : 0.8988}});
    elements.push_back("DATA index '" + block +
                       "' using 1:2 with points pt 4 ps 1.5 lw 2 lc rgb 'black' title 'Report E, MLP'");
    panels_of.push_back(script + plot(elements));
  }
  figure.script = panels(1, 2, panels_of);
  return figure;
}

Figure difference_figure(const Results& results) {
  Figure figure{
      .name = "F17-dropout-or-decay",
      .title = "",
      .caption = results.data_label() +
                 ". Differences of test accuracy after 10 epochs between runs of the same seed: open circles, one "
                 "a seed; bars: mean and 95 % t interval. Diamond: the report's single difference.",
      .width = 900,
      .height = 520};
  std::vector<std::vector<double>> points, means;
  std::vector<std::string> labels;
  Summary published_pair;
  for (const Comparison& comparison : comparisons) {
    const double x = static_cast<double>(labels.size());
    labels.push_back(comparison.label);
    const std::vector<double> values = differences(results, comparison.a, comparison.b);
    const Summary summary = summarize(values);
    for (const double value : values) points.push_back({x, value});
    const double half = values.size() > 1 ? summary.mean_half_width : 0;
    means.push_back({x, summary.mean, summary.mean - half, summary.mean + half});
    if (x == 0) published_pair = summary;
  }
  if (points.empty()) points.push_back({0, 0});
  figure.title = published_pair.mean - published_pair.mean_half_width > 0
                     ? "Dropout improves the test accuracy after ten epochs, seed by seed"
                 : published_pair.mean + published_pair.mean_half_width < 0
                     ? "After ten epochs dropout lowers the test accuracy, seed by seed"
                     : "That dropout improves the test accuracy is not established";
  figure.add("seeds", {"comparison", "difference"}, points);
  figure.add("means", {"comparison", "mean", "low", "high"}, means);
  add_points(figure, "published", {{0, published_difference}});
  figure.script =
      tics("x", labels) + "set xrange [-0.6:3.6]\nset ylabel 'difference of test accuracy [points]'\n" +
      "set key top right\nset bmargin 4\n" +
      plot({"0 with lines lc rgb 'gray50' dt 2 notitle",
            "DATA index 'means' using ($1+0.12):2:3:4 with yerrorbars lt 1 lw 2.5 pt 7 ps 1.2 title 'mean'",
            "DATA index 'seeds' using ($1-0.12):2 with points pt 6 ps 1 lw 1.5 lc rgb 'gray40' title 'one seed'",
            published_points("published", "Report E")});
  return figure;
}

std::string interval(const std::vector<double>& values) {
  const Summary summary = summarize(values);
  if (summary.count == 0) return "(not run)";
  return with_sign(summary.mean, 2) +
         (summary.count > 1 ? " ± " + fixed(summary.mean_half_width, 2) + " (n = " + std::to_string(summary.count) + ")"
                            : " (one seed)");
}

std::string dropout_findings(const Results& results) {
  std::string text = "- Test accuracy after 10 epochs, in points, paired by seed, mean ± half the 95 % interval:\n";
  for (const Comparison& comparison : comparisons) {
    text += std::string("    - ") + comparison.a + " minus " + comparison.b + ": " +
            interval(differences(results, comparison.a, comparison.b)) + "\n";
  }
  const std::vector<double> pair = differences(results, dropout, cnn);
  const Summary summary = summarize(pair), plain = summarize(results.values(cnn, "test accuracy", report_epochs));
  text += "- The report's " + with_sign(published_difference, 2) +
          " points change two things at once (dropout on, weight decay off) and rest on one run each. ";
  if (pair.size() > 1) {
    const double run_to_run = 100 * std::sqrt(2.0) * plain.deviation;
    text += summary.mean - summary.mean_half_width > 0 ? "Here dropout improves the test accuracy. "
            : summary.mean + summary.mean_half_width < 0
                ? "Here dropout lowers the test accuracy after ten epochs, at "
                  "the same seed: the report's difference has the other sign. "
                : "That dropout changes the test accuracy is not established. ";
    text += "Two runs of the same network with different seeds differ by a standard deviation of " +
            fixed(run_to_run, 2) + " points. ";
  }
  const double sampling = 100 * std::sqrt(2 * 0.9197 * (1 - 0.9197) / 10000);
  return text + "10,000 test images alone give a difference a standard error of " + fixed(sampling, 2) + " points.\n";
}

std::string findings(const Results& results) {
  std::string text = dropout_findings(results);
  const auto value = [&](const char* run, const char* quantity, double x) {
    const std::vector<double> values = results.values(run, quantity, x);
    return values.empty() ? std::string("(not run)") : fixed(mean(values), 3);
  };
  const std::map<double, std::vector<double>> curve = results.curve(mlp, "validation loss");
  const double last = curve.rbegin()->first;
  text += "- Converged? The MLP's validation loss is " + value(mlp, "validation loss", report_epochs) +
          " after 10 epochs and " + value(mlp, "validation loss", last) + " after " + fixed(last, 0) +
          "; its validation accuracy " + value(mlp, "validation accuracy", report_epochs) + " and " +
          value(mlp, "validation accuracy", last) +
          ". It was no more converged after 10 epochs than the CNNs, against the report.\n";
  const auto value_at_ten = [&](const char* quantity) { return value(dropout, quantity, report_epochs); };
  text +=
      "- The report's validation of the net with dropout (0.2813, 0.9192) is worse than its test accuracy of 0.9305; "
      "its other nets do better on validation than on test. Ours: loss " +
      value_at_ten("validation loss") + ", accuracy " + value_at_ten("validation accuracy") +
      " with dropout off, and " + value_at_ten("validation loss, dropping") + ", " +
      value_at_ten("validation accuracy, dropping") + " with dropout left on; test " + value_at_ten("test accuracy") +
      ".\n";
  text += "- With init_std = 0.01, as the report prints, the CNN is at a validation loss of " +
          value(cnn_small, "validation loss", 1) + " after the first epoch and " +
          value(cnn_small, "validation loss", report_epochs) + " after the tenth (report: 0.85 and 0.26), the MLP at " +
          value(mlp_small, "validation loss", report_epochs) + " (report: 0.6797): it was not in effect.\n";
  text += "- Training time of an epoch, one thread:";
  for (const char* run : {mlp, cnn, dropout}) {
    const std::vector<double> times = results.values(std::string("time: ") + run, "seconds an epoch");
    if (!times.empty()) text += std::string(run == mlp ? " " : ", ") + run + " " + fixed(median(times), 2) + " s";
  }
  return text + ". The report gives the order only.\n";
}

}  // namespace

Experiment e_compare() {
  std::vector<std::string> assumptions = report_e_assumptions();
  assumptions.push_back(
      "\"2-layer MLP\" lists three fully connected layers; their widths are unstated: 784-128-128-10.");
  return {.name = "e-compare",
          .title = "MLP, CNN, and CNN with dropout",
          .question = "Do the published results recur, and does dropout make a difference?",
          .source = "Report E, sections 1 to 3",
          .data = DataNeed::mnist,
          .assumptions = assumptions,
          .published = published(),
          .jobs = jobs,
          .figures =
              [](const Results& results) {
                return std::vector{curve_figure(results), difference_figure(results)};
              },
          .findings = findings};
}

}  // namespace backcheck::experiments
