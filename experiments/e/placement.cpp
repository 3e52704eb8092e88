// Report E's advice on dropout: where to put it and how much of it.
#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/catalogue.hpp"
#include "experiments/numbers.hpp"
#include "experiments/report_e.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/support/statistics.hpp"
#include "experiments/words.hpp"

namespace backcheck::experiments {
namespace {

using presets::DropoutPlacement;

constexpr const char* without = "no dropout";
constexpr double rates[] = {0.05, 0.1, 0.2, 0.3, 0.5};
constexpr double long_rates[] = {0.05, 0.2, 0.5};  // of the default runs, and of the full version's long ones
constexpr std::pair<DropoutPlacement, const char*> placements[] = {{DropoutPlacement::conv1, "after conv 1"},
                                                                   {DropoutPlacement::conv2, "after conv 2"},
                                                                   {DropoutPlacement::fc, "after FC"}};

std::string run_name(const char* placement, double rate) { return std::string(placement) + ", rate " + fixed(rate, 2); }

bool is_long(double rate) {
  return rate == 0 || std::find(std::begin(long_rates), std::end(long_rates), rate) != std::end(long_rates);
}

std::vector<Job> jobs(const Settings& settings) {
  std::vector<Job> jobs;
  const auto add = [&](const std::string& run, DropoutPlacement placement, double rate) {
    if (settings.effort == Effort::standard && !is_long(rate)) return;
    const Index epochs = settings.epoch_count(1, 3, is_long(rate) ? 50 : 10);
    const ReportERun how{presets::report_e_cnn(placement, rate), 0, ReportEStart::by_width, epochs};
    add_jobs(jobs, run, settings.seed_count(3, 3), settings.pick(0.1, 3.0, 3.0) * static_cast<double>(epochs),
             [how](const JobContext& context) { train_as_report_e(how, context); });
  };
  add(without, DropoutPlacement::none, 0);
  for (const auto& [placement, name] : placements) {
    for (const double rate : rates) add(run_name(name, rate), placement, rate);
  }
  return jobs;
}

// Seed by seed, in percentage points: what dropout does to the test accuracy.
Summary effect(const Results& results, const std::string& run, double epoch) {
  const std::vector<double> with = results.values(run, "test accuracy", epoch),
                            plain = results.values(without, "test accuracy", epoch);
  std::vector<double> differences;
  for (std::size_t i = 0; i < std::min(with.size(), plain.size()); ++i) {
    differences.push_back(100 * (with[i] - plain[i]));
  }
  return summarize(differences);
}

// Those that were trained for so long.
std::vector<double> rates_at(const Results& results, double epoch) {
  std::vector<double> all;
  for (const double rate : rates) {
    if (!results.values(run_name(placements[0].second, rate), "test accuracy", epoch).empty()) all.push_back(rate);
  }
  return all;
}

std::string map_script(Figure& figure, const Results& results, double epoch) {
  const std::string block = "epoch " + fixed(epoch, 0);
  const Summary plain = summarize(results.values(without, "test accuracy", epoch));
  std::vector<std::vector<double>> rows, texts;
  double largest = 0.1;  // points; the scale ends beyond it, where text would be hard to read
  const auto cell = [&](double column, double row, const std::string& run) {
    const Summary accuracy = summarize(results.values(run, "test accuracy", epoch));
    const double difference = 100 * (accuracy.mean - plain.mean);
    largest = std::max(largest, std::abs(difference));
    const double half = accuracy.count > 1 ? 100 * accuracy.mean_half_width : 0;
    rows.push_back({column, row, difference, 100 * accuracy.mean, half});
  };
  std::vector<std::string> columns{"none"}, names;
  const std::vector<double> shown = rates_at(results, epoch);
  for (const double rate : shown) columns.push_back(fixed(rate, 2));
  for (const auto& [placement, name] : placements) {
    const double row = static_cast<double>(names.size());
    names.push_back(std::string(name).substr(std::string_view("after ").size()));
    cell(0, row, without);
    for (std::size_t i = 0; i < shown.size(); ++i) {
      cell(static_cast<double>(i + 1), row, run_name(name, shown[i]));
    }
  }
  figure.add(block, {"rate", "placement", "difference", "accuracy", "half width"}, rows);
  return "set title 'after " + fixed(epoch, 0) + " epochs' offset 0,-0.7\n" + diverging_palette + tics("x", columns) +
         tics("y", names) + "set cbrange [-" + fixed(1.5 * largest, 3) + ":" + fixed(1.5 * largest, 3) +
         "]\nunset colorbox\nset ylabel 'dropped after'\nset xlabel 'probability of dropping'\n" +
         "set xrange [-0.5:" + std::to_string(shown.size()) + ".5]\nset yrange [2.5:-0.5]\nunset grid\n" +
         "set object 1 rectangle from -0.47,-0.47 to 0.47,2.47 front fillstyle empty border lc rgb 'black' lw 3\n" +
         plot({"DATA index '" + block + "' using 1:2:3 with image pixels notitle",
               "DATA index '" + block + "' using 1:2:(sprintf('%.2f', $4)) with labels offset 0,0.5 font ',12' notitle",
               "DATA index '" + block +
                   "' using 1:2:(sprintf('± %.2f', $5)) with labels offset 0,-0.6 font ',10' notitle"});
}

// The epochs that the maps show: the report's ten and, where a run was longer, the last one.
std::vector<double> shown_epochs(const Results& results) {
  const std::map<double, std::vector<double>> curve = results.curve(without, "test accuracy");
  std::vector<double> epochs;
  if (curve.empty()) return epochs;
  const double last = curve.rbegin()->first;
  if (last > 10 && curve.count(10)) epochs.push_back(10);
  epochs.push_back(last);
  return epochs;
}

std::string interval(const Summary& summary) {
  const std::string text = with_sign(summary.mean, 2);
  return summary.count > 1 ? text + " ± " + fixed(summary.mean_half_width, 2) : text;
}

std::vector<Figure> figures(const Results& results) {
  const std::vector<double> epochs = shown_epochs(results);
  if (epochs.empty()) return {};
  const Summary heavy = effect(results, run_name("after conv 1", 0.5), epochs.back());
  const Summary light = effect(results, run_name("after FC", 0.2), epochs.back());
  Figure figure{.name = "F18-placement",
                .title = "Half of conv 1 dropped: " + with_sign(heavy.mean, 1) + " points after " +
                         fixed(epochs.back(), 0) + " epochs; a fifth of FC: " + with_sign(light.mean, 1),
                .caption = results.data_label() +
                           ". Test accuracy in %, mean and half the 95 % t interval over seeds; colour: "
                           "difference to the net without dropout (outlined), orange above it and blue below. No "
                           "weight decay.",
                .width = 1000,
                .height = epochs.size() > 1 ? 860 : 460};
  std::vector<std::string> scripts;
  for (const double epoch : epochs) scripts.push_back(map_script(figure, results, epoch));
  figure.script = scripts.size() == 1 ? scripts.front() : panels(static_cast<int>(scripts.size()), 1, scripts);
  if (scripts.size() == 1) figure.script.erase(0, figure.script.find('\n') + 1);  // the figure's title says it all
  return {figure};
}

std::string findings(const Results& results) {
  std::string text;
  for (const double epoch : shown_epochs(results)) {
    text +=
        "\nAfter " + fixed(epoch, 0) +
        " epochs, what dropout does to the test accuracy, in points, paired by seed (mean, half the 95 % interval):\n\n"
        "| rate |";
    for (const auto& [placement, name] : placements) text += std::string(" ") + name + " |";
    text += "\n|---|---|---|---|\n";
    for (const double rate : rates_at(results, epoch)) {
      text += "| " + fixed(rate, 2) + " |";
      for (const auto& [placement, name] : placements) {
        text += " " + interval(effect(results, run_name(name, rate), epoch)) + " |";
      }
      text += "\n";
    }
  }
  return text;
}

}  // namespace

Experiment e_placement() {
  std::vector<std::string> assumptions = report_e_assumptions();
  assumptions.push_back(
      "No weight decay anywhere, as in the report's dropout network; the network without dropout too, so "
      "that one thing changes at a time.");
  assumptions.push_back(
      "3 epochs at three of the rates by default, which is what fits; the full version has 10 epochs at all five, and "
      "50 at "
      "those three. 3 seeds: 10 seeds of 50 epochs at all rates would take two cores more than three hours.");
  assumptions.push_back("The report prints no number here: its sentences are compared with the maps.");
  return {.name = "e-placement",
          .title = "Where to drop, and how much",
          .question =
              "Does dropout after convolutions hurt, is it best after the fully connected layer, and do rates "
              "above 0.3 under-perform?",
          .source = "Report E, section 3",
          .data = DataNeed::mnist,
          .assumptions = assumptions,
          .jobs = jobs,
          .figures = figures,
          .findings = findings};
}

}  // namespace backcheck::experiments
