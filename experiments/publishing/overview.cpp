#include "experiments/support/overview.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "experiments/support/files.hpp"
#include "experiments/support/ledger.hpp"
#include "experiments/support/plots.hpp"

namespace backcheck::experiments {

namespace fs = std::filesystem;

namespace {

constexpr double margin = 3.4;  // where numbers that are farther away are shown

bool is_judged(Verdict verdict) {
  return verdict == Verdict::within || verdict == Verdict::near || verdict == Verdict::differs;
}

// That of the nearest reading with a spread. Empty where the number is not judged by an interval: exact ones and lists,
// whose deviations mean nothing, and those whose verdict is settled, of which we have one reading or none.
std::optional<double> deviation(const Row& row) {
  const std::vector<Reading>& readings = row.judgement.readings;
  const bool is_open = row.judgement.verdict == Verdict::underdetermined && readings.size() > 1;
  std::optional<double> nearest;
  for (const Reading& reading : readings) {
    if (!(is_judged(row.judgement.verdict) || is_open) || reading.finite < 2 || !std::isfinite(reading.deviation)) {
      continue;
    }
    if (!nearest || std::abs(reading.deviation) < std::abs(*nearest)) nearest = reading.deviation;
  }
  return nearest;
}

}  // namespace

std::optional<Figure> published_and_ours(const std::vector<Report>& reports) {
  constexpr double width = 0.12, height = 0.16;  // of a mark, in the units of the axes: those of a bin are stacked
  std::vector<std::string> labels;
  std::vector<std::vector<double>> judged, open;
  int within = 0, fitting = 0;
  for (const Report& report : reports) {
    std::map<long, int> stacked;  // by bin
    const double line = static_cast<double>(labels.size());
    const std::size_t before = judged.size() + open.size();
    for (const Row& row : report.rows) {
      const std::optional<double> x = deviation(row);
      if (!x) continue;
      const double shown = std::clamp(*x, -margin, margin);
      const int level = stacked[std::lround(shown / width)]++;
      const double y = line + (level % 2 ? 1 : -1) * height * ((level + 1) / 2);
      const bool inside = std::abs(*x) <= 1;
      if (is_judged(row.judgement.verdict)) {
        judged.push_back({shown, y, *x});
        within += inside;
      } else {
        open.push_back({shown, y, *x});
        fitting += inside;
      }
    }
    if (judged.size() + open.size() == before) continue;
    labels.push_back(source_report(report).substr(std::string_view("Report ").size()) + ": " + report.title);
  }
  if (labels.empty()) return {};

  const auto count = [](int part, std::size_t all) { return std::to_string(part) + " of " + std::to_string(all); };
  const std::string fit = count(fitting, open.size()) + " underdetermined numbers fit one of our readings";
  Figure figure{.name = "published-and-ours",
                .title = judged.empty()
                             ? fit
                             : count(within, judged.size()) + " judged numbers lie where one more run of ours would",
                .caption =
                    "Distance of each published number from the mean of our runs: 1 is half the 95 % prediction "
                    "interval of one more run (band); NEAR ends at 2 (outer lines). " +
                    (open.empty() ? ""
                                  : "Hollow: the report leaves settings open; distance to the nearest of our "
                                    "readings, " +
                                        fit + ". ") +
                    "Farther ones at the margin. Numbers that are exact, mislabelled or artefacts are not shown.",
                .width = 1000,
                .height = 190 + 36 * static_cast<int>(labels.size())};
  std::vector<std::string> elements;
  if (!judged.empty()) {
    figure.add("judged", {"distance, clipped", "row", "distance"}, judged);
    elements.push_back("DATA index 'judged' using 1:2 with points pt 7 ps 0.9 lc rgb '#0072B2' title 'judged'");
  }
  if (!open.empty()) {
    figure.add("open", {"distance, clipped", "row", "distance"}, open);
    elements.push_back(
        "DATA index 'open' using 1:2 with points pt 6 ps 0.9 lw 1.6 lc rgb '#D55E00' title 'underdetermined'");
  }
  const std::string last = to_text(static_cast<double>(labels.size()) - 0.3);
  const auto line_at = [](double x, const char* style) {
    return "set arrow from first " + to_text(x) + ", graph 0 to first " + to_text(x) + ", graph 1 nohead back " +
           style + "\n";
  };
  figure.script =
      "set lmargin at screen 0.39\nset ytics font ',11'\nset xlabel 'published minus ours, in half-widths'\nset xrange "
      "[-3.6:3.6]\n" +
      tics("y", labels) + "set yrange [" + last + ":-0.7]\nunset grid\nset key outside bottom center horizontal\n" +
      "set title offset screen -0.19,0\n"
      "set object 1 rectangle from first -1, graph 0 to first 1, graph 1 behind fillcolor rgb '#dcebf5' "
      "fillstyle solid 1 noborder\n" +
      line_at(0, "lc rgb '#888888' lw 1") + line_at(-2, "lc rgb '#888888' lw 1") +
      line_at(2, "lc rgb '#888888' lw 1") + plot(elements);
  return figure;
}

std::optional<FigureEntry> write_overview(const std::vector<Report>& reports, const fs::path& root) {
  const std::optional<Figure> figure = published_and_ours(reports);
  if (!figure) return {};
  const fs::path aside = root / ".jobs" / ("aside.overview." + std::to_string(::getpid()));
  fs::create_directories(aside);
  try {
    draw(*figure, aside);
    replace_folder(aside, root / "overview");
  } catch (...) {
    fs::remove_all(aside);
    throw;
  }
  return FigureEntry{figure->name, figure->title, figure->caption};
}

}  // namespace backcheck::experiments
