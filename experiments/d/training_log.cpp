#include "experiments/d/training_log.hpp"

#include <cmath>
#include <string>
#include <utility>

#include "experiments/d/training.hpp"
#include "experiments/judging/curves.hpp"
#include "experiments/judging/statistics.hpp"
#include "experiments/writing/text.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments::report_d {

using namespace plotting;

namespace {

// "D-25/loss-at-51": 51
double iteration_of(const std::string& id) { return std::stod(id.substr(id.rfind('-') + 1)); }

}  // namespace

std::vector<Comparison> compare_log() {
  std::vector<Comparison> all;
  const auto add = [&](const std::string& id, const char* quantity, double update) {
    all.push_back(
        {.number = id,
         .ours = {{large, quantity, update}},
         .assumed = "32 filters 7x7, 500 hidden units, N(0, 0.001) weights, Adam 0.002, batch 64, reg 0.001, float"});
  };
  for (const std::string& id : published::ids("D-25/loss-at-")) add(id, "loss", iteration_of(id));
  add("D-25/training-accuracy-at-first", "training accuracy", 1);
  add("D-25/validation-accuracy-at-first", "validation accuracy", 1);
  add("D-25/training-accuracy-at-last", "training accuracy", updates_an_epoch);
  add("D-25/validation-accuracy-at-last", "validation accuracy", updates_an_epoch);
  for (const std::string& id : published::ids("D-25/time-until-")) {
    all.push_back({.number = id,
                   .ours = {{.run = timing, .quantity = "seconds an update", .scale = iteration_of(id)}},
                   .assumed = "the report's GPU is unknown; ours is one CPU core",
                   .settled = Verdict::unknowable,
                   .cause = "seconds on hardware that the report does not name; its first update includes start-up"});
  }
  return all;
}

Figure loss_figure(const Results& results) {
  std::vector<Estimate> ours;
  for (const auto& [update, losses] : results.curve(large, "loss")) {
    if (update <= updates_an_epoch) {
      const Statistics s = summarize(losses);
      const double half = s.finite > 1 ? s.prediction_half_width : 0;
      ours.push_back({update, s.mean, s.mean - half, s.mean + half});
    }
  }
  std::vector<Point> theirs;
  int inside = 0;
  for (const std::string& id : published::ids("D-25/loss-at-")) {
    const Point point{iteration_of(id), published::value(id)};
    const Statistics s = summarize(results.values(large, "loss", point[0]));
    inside += s.count > 1 && std::abs(point[1] - s.mean) <= s.prediction_half_width;
    theirs.push_back(point);
  }
  return {.name = "F15-training-curve",
          .title = fmt::format("{} of the report's {} losses are where one more run of ours would be expected", inside,
                               theirs.size()),
          .caption = results.data_label() +
                     ". Loss of single batches of 64, penalty included, every 10 updates: mean, and where one more run "
                     "would lie (95 % prediction interval). "
                     "Diamonds: the report's log.",
          .width = 1080,
          .height = 500,
          .panels = {{.x = {.label = "update", .low = 0, .high = 640},
                      .y = {.label = "training loss", .low = 1, .high = 2.6},
                      .elements = {Band{ours, {}, "ours"}, published_points(theirs, "Report D")}}}};
}

}  // namespace backcheck::experiments::report_d
