// Report B's seven dimension tables, computed from the options of the layers, and the worked example of max pooling.
#include <cmath>

#include "experiments/b/dimension_tables.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/running/lists.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* tables = "tables";
constexpr const char* as_printed = "table 4 as printed";
constexpr const char* example = "pooling example";
constexpr const char* trace = "one image through all layers";

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {
      .name = "b-shapes",
      .position = 1,
      .title = "Dimension tables",
      .question = "Do the shapes that Report B prints for every layer, forward and backward, fit together?",
      .source = "Report B, Tables 2 to 7 and the example of section 1.2",
      .x_means = "axis, position in a list, or layer",
      .assumptions = {"The images are 1x28x28; convolutions are valid with stride 1, pooling is 2x2 with stride 2."},
      .published = comparisons()};
}

std::vector<Run> runs(const Settings&) {
  return {{.name = tables, .seconds = 0.01, .body = report_b::compute_tables},
          {.name = as_printed, .seconds = 0.01, .body = report_b::follow_table_4},
          {.name = example, .seconds = 0.01, .body = report_b::pool_the_example},
          {.name = trace, .seconds = 0.01, .body = report_b::follow_an_image}};
}

std::vector<Comparison> comparisons() {
  const std::string wrong_output =
      "with 4x24x24 the second fully connected stage would get 8x10x10 = 800 features where Table 6 has 128, and "
      "refuses them; Tables 2 and 5 of the report itself have 4x12x12";
  const std::string wrong_window =
      "a window has a height and a width only; the report adds a batch of 1 and the channels after (or, for layer 2, "
      "before) pooling";
  std::vector<Comparison> all;
  for (const char* item : {"B-03", "B-09", "B-12", "B-14", "B-16", "B-18"}) {
    for (const std::string& id : published::ids(item)) {
      // "Table 2: convolution 1, X": what it is a shape of is recorded under the same name.
      const std::string& name = published::number(id).quantity;
      all.push_back(compare_list(id, tables, name.substr(name.find(": ") + 2)));
      if (id == "B-12/pooling-1-Y") all.back().cause = wrong_output;
      if (id.starts_with("B-12") && id.ends_with("K")) all.back().cause = wrong_window;
    }
  }
  all.push_back(compare_list("B-11/arrow", example, "what the arrow points at"));
  return all;
}

std::vector<Figure> figures(const Results&) { return {}; }

Markdown findings(const Results& results) {
  const auto list = [&](const char* run, const char* quantity) {
    return fmt::format("{}", fmt::join(results.values_of_seed(run, quantity, 1), ", "));
  };
  const double accepted = results.mean(as_printed, "fully connected 1 accepts them");
  const std::string features = list(as_printed, "features"), pooled = list(example, "output");
  if (std::isnan(accepted) || features.empty() || pooled.empty()) return {};
  const Architecture layers = published::report_a_cnn();
  std::vector<Markdown::Row> rows;
  for (std::size_t n = 0; n < layers.size(); ++n) {
    const auto value = [&](const char* quantity) { return results.mean(trace, quantity, static_cast<double>(n + 1)); };
    if (std::isnan(value("mean"))) continue;
    rows.push_back({fmt::format("{} {}", n + 1, std::visit([](const auto& layer) { return layer.name; }, layers[n])),
                    fmt::format("{:.0f}", value("elements")), fmt::format("{:.3f}", value("mean")),
                    fmt::format("{:.3f}", value("deviation")), fmt::format("{:.0f}", value("zeros"))});
  }
  Markdown text;
  if (!rows.empty()) {
    text.paragraph("One image of random numbers, followed through the full network with He's start (B-25):");
    text.table({"layer", "elements:", "mean:", "standard deviation:", "zeros:"}, rows);
  }
  return text
      .paragraph(
          "Table 4 gives the output of pooling layer 1 the shape of its input, {}. Followed literally, the features "
          "after pooling layer 2 are {}, which FC 1 of Table 6 {}.",
          published::number("B-12/pooling-1-Y").printed, features, accepted > 0 ? "accepts" : "refuses")
      .paragraph(
          "The example of section 1.2 pools to {}; the matrix behind its arrow, {}, is the cache of one window: where "
          "its largest entry is.",
          pooled, published::number("B-11/arrow").printed);
}

}  // namespace
}  // namespace backcheck::experiments
