#include "experiments/redraw.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "experiments/data/file.hpp"
#include "experiments/output.hpp"
#include "experiments/writing/files.hpp"
#include "experiments/writing/text.hpp"

namespace backcheck::experiments {

namespace fs = std::filesystem;

using writing::read_file;
using writing::require_writable;

namespace {

// Results that are there to be judged and drawn again.
struct Earlier {
  const Experiment* experiment;
  fs::path root;
  Manifest manifest;
  std::vector<Sample> samples;
};

// The names of the runs that there may be among results with this manifest. Throws std::invalid_argument with a
// sentence where it cannot be ours.
std::set<std::string> known_runs(const Experiment& experiment, const Manifest& manifest) {
  constexpr std::array<Effort, 3> efforts = {Effort::quick, Effort::standard, Effort::full};
  const auto* const effort =
      std::find_if(efforts.begin(), efforts.end(), [&](Effort e) { return name_of(e) == manifest.effort; });
  if (effort == efforts.end()) {
    throw std::invalid_argument("the effort quick, standard or full wanted, " + writing::shown(manifest.effort) +
                                " found");
  }
  std::set<std::string> names;
  for (const Run& run : experiment.runs({.effort = *effort})) names.insert(run.name);
  return names;
}

std::vector<Sample> load_samples(const fs::path& file, const std::set<std::string>& runs) {
  try {
    std::vector<Sample> samples = samples_from_csv(read_file(file), runs);
    if (samples.empty()) throw std::invalid_argument("line 2: results wanted, the end of the file found");
    return samples;
  } catch (const std::invalid_argument& error) {
    throw BadInput(file.string() + ": " + error.what());
  }
}

std::vector<Earlier> load_earlier(const Request& request, const Catalogue& catalogue) {
  std::vector<fs::path> roots = {request.reports, request.reports / "again", request.reports / "unverified",
                                 request.reports / "synthetic"};
  if (request.settings.effort == Effort::quick) roots = {request.reports / "quick"};
  if (request.out) roots = {*request.out};
  std::vector<Earlier> all;
  for (const Experiment* experiment : select(catalogue, request.names)) {
    const std::size_t before = all.size();
    for (const fs::path& root : roots) {
      const fs::path folder = root / experiment->name, file = folder / "runs.csv";
      const auto manifest = load_manifest(folder);
      if (!manifest || !is_there(file)) continue;
      require_ours(root, experiment->name);
      std::set<std::string> runs;
      try {
        runs = known_runs(*experiment, *manifest);
      } catch (const std::invalid_argument& error) {
        throw BadInput((folder / "manifest.json").string() + ": " + error.what());
      }
      all.push_back({experiment, root, *manifest, load_samples(file, runs)});
    }
    if (all.size() == before && !request.names.empty()) {
      throw BadInput("--plots-only: there are no results of " + experiment->name + " in " + roots.front().string());
    }
  }
  if (all.empty()) throw BadInput("--plots-only: there are no results in " + roots.front().string());
  return all;
}

}  // namespace

int redraw(const Request& request, const Catalogue& catalogue) {
  std::vector<Earlier> all = load_earlier(request, catalogue);
  std::set<fs::path> roots;
  for (const Earlier& earlier : all) roots.insert(earlier.root);
  const auto locks = lock_folders(roots, request.jobs);
  for (const fs::path& root : roots) require_writable(root / ".jobs");
  bool failed = false;
  for (Earlier& earlier : all) {
    failed |= !publish(*earlier.experiment, std::move(earlier.samples), earlier.manifest, earlier.root);
  }
  failed |= !write_overviews(catalogue, roots);
  remove_job_folders(roots);
  return failed ? 1 : 0;
}

}  // namespace backcheck::experiments
