#include "experiments/invocation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <map>
#include <numeric>
#include <set>

#include "experiments/data/file.hpp"
#include "experiments/plotting/gnuplot.hpp"
#include "experiments/publishing/ledger.hpp"
#include "experiments/publishing/overview.hpp"
#include "experiments/publishing/page.hpp"
#include "experiments/publishing/summary.hpp"
#include "experiments/running/build.hpp"
#include "experiments/running/progress.hpp"
#include "experiments/writing/files.hpp"
#include "experiments/writing/text.hpp"

namespace backcheck::experiments {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;
using writing::read_file;
using writing::require_writable;

std::string name_of(Effort effort) {
  return effort == Effort::quick ? "quick" : effort == Effort::standard ? "standard" : "full";
}

std::string name_of(DataNeed need) {
  return need == DataNeed::none ? "no data" : need == DataNeed::mnist ? "MNIST" : "CIFAR-10";
}

std::string name_of(const Experiment& experiment, const Dataset& data) {
  if (experiment.data == DataNeed::none) return "none";
  switch (data.provenance) {
    case Provenance::synthetic:
      return "synthetic";
    case Provenance::unverified:
      return "unverified";
    case Provenance::lossy_copy:
      return "lossy copy";
    case Provenance::verified:
      return "verified";
  }
  return "unverified";
}

// Levenshtein's distance: insertions, deletions and substitutions of one character each.
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      row[j] = std::min({substituted, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

// Whether `name` means this experiment: its name, the letter of its report, or a pattern of names as a shell has them.
bool means(const std::string& name, const Experiment& experiment) {
  const std::string pattern = name.size() == 1 ? name + "-*" : name;
  return ::fnmatch(pattern.c_str(), experiment.name.c_str(), 0) == 0;
}

std::vector<const Experiment*> select(const Catalogue& all, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (std::any_of(all.begin(), all.end(), [&](const Experiment& e) { return means(name, e); })) continue;
    const auto nearest = std::min_element(all.begin(), all.end(), [&](const Experiment& a, const Experiment& b) {
      return distance(name, a.name) < distance(name, b.name);
    });
    throw BadInput("there is no experiment '" + name + "'" +
                   (nearest == all.end() ? "" : "; the nearest name is '" + nearest->name + "'") +
                   " (--list shows all)");
  }
  std::vector<const Experiment*> selected;
  for (const Experiment& experiment : all) {
    const bool is_meant =
        std::any_of(names.begin(), names.end(), [&](const auto& name) { return means(name, experiment); });
    if (names.empty() || is_meant) selected.push_back(&experiment);
  }
  return selected;
}

std::shared_ptr<const Dataset> load_data(DataNeed need, const Request& request) {
  if (need == DataNeed::none) return std::make_shared<Dataset>();
  if (request.settings.effort == Effort::quick) {
    return std::make_shared<Dataset>(synthetic(need, SetSizes{.train = 2000, .test = 500}));
  }
  return std::make_shared<Dataset>(load(need, request.data));
}

fs::path root_of(const Request& request, const Experiment& experiment, const Dataset& data) {
  if (request.out) return *request.out;
  if (request.settings.effort == Effort::quick) return request.reports / "quick";
  const std::string provenance = name_of(experiment, data);
  return provenance == "synthetic" || provenance == "unverified" ? request.reports / provenance : request.reports;
}

Manifest describe(const Plan& plan, const Request& request) {
  Manifest manifest;
  manifest.experiment = plan.experiment->name;
  manifest.command =
      "experiments/run" + (request.options.empty() ? "" : " " + request.options) + " " + plan.experiment->name;
  manifest.effort = name_of(plan.settings.effort);
  manifest.twin = plan.settings.twin == Twin::fast ? "fast" : "naive";
  manifest.seeds_option = plan.settings.seeds;
  manifest.epochs_option = plan.settings.epochs;
  std::set<std::uint64_t> seeds;
  for (const Job& job : plan.jobs) seeds.insert(job.seed);
  manifest.seeds.assign(seeds.begin(), seeds.end());
  manifest.jobs = static_cast<Index>(plan.jobs.size());
  manifest.threads = request.jobs.threads;
  manifest.compiler = this_build().compiler;
  manifest.flags = this_build().flags;
  manifest.instruction_set = this_build().instruction_set;
  manifest.source_sha256 = source_checksum();
  manifest.program_sha256 = program_checksum();
  manifest.builds = plan.builds();
  manifest.data.label = plan.experiment->data == DataNeed::none ? "none needed" : plan.data->label;
  manifest.data.provenance = name_of(*plan.experiment, *plan.data);
  manifest.data.sha256 = plan.data->checksum;
  return manifest;
}

// Keeps better results: those of this run then go to root/again, or are refused where the user has named the folder.
void respect_rank(Plan& plan, const Request& request) {
  const auto better = [&] {
    const auto old = load_manifest(plan.root / plan.experiment->name);
    return old && rank_of(*old) > rank_of(describe(plan, request)) ? old : std::nullopt;
  };
  if (!better()) return;
  if (!request.out && request.settings.effort != Effort::quick) {
    std::cout << plan.experiment->name << ": the results in " << (plan.root / plan.experiment->name).string()
              << " are of more work and stay; those of this run go to " << (plan.root / "again").string() << std::endl;
    plan.root /= "again";
  }
  const auto old = better();
  if (!old) return;
  const fs::path folder = plan.root / plan.experiment->name;
  throw BadInput(folder.string() + " holds results of a " + old->effort + " run with data '" + old->data.label +
                 "', which those of this run (" + name_of(plan.settings.effort) + ", '" +
                 describe(plan, request).data.label + "') may not replace; choose another --out");
}

// Throws BadInput where `root` has something of the user's under a name that a report takes.
void require_ours(const fs::path& root, const std::string& experiment) {
  const auto require = [&](const fs::path& path, bool is_ours) {
    if (!is_there(path) || is_ours) return;
    throw BadInput(path.string() + " is in the way: this program has not written it; choose another --out");
  };
  const auto is_folder_with = [](const fs::path& folder, const char* file) {
    return fs::is_directory(folder) && !fs::is_symlink(folder) && (fs::is_empty(folder) || is_there(folder / file));
  };
  require(root / experiment, is_folder_with(root / experiment, "manifest.json"));
  require(root / "overview", is_folder_with(root / "overview", "published-and-ours.gp"));
  for (const auto& [name, mark] : {std::pair{"ledger.md", "# Published numbers\n"},
                                   {"ledger.csv", "report,item,"},
                                   {"index.html", "Written by experiments/run."}}) {
    require(root / name, fs::is_regular_file(root / name) && read_file(root / name).find(mark) != std::string::npos);
  }
}

// What runs on this machine that were killed have left behind, other than job files.
void remove_leftovers(const fs::path& root) {
  std::vector<fs::path> leftovers;
  const auto note = [&](const fs::path& path) {
    if (writing::is_left_behind(path.filename())) leftovers.push_back(path);
  };
  for (const auto& entry : fs::directory_iterator(root)) {
    if (entry.path().filename().string().starts_with('.')) note(entry.path());
  }
  for (const auto& entry : fs::recursive_directory_iterator(root / ".jobs")) note(entry.path());
  for (const fs::path& leftover : leftovers) {
    std::error_code in_use;  // by a gnuplot that has outlived its run by a moment; the next run will remove it
    fs::remove_all(leftover, in_use);
  }
}

std::vector<Plan> make_plans(const Request& request, const Catalogue& catalogue) {
  std::map<DataNeed, std::shared_ptr<const Dataset>> data;
  std::vector<Plan> plans;
  for (const Experiment* experiment : select(catalogue, request.names)) {
    auto& dataset = data[experiment->data];
    if (!dataset) dataset = load_data(experiment->data, request);
    plans.push_back(make_plan(*experiment, dataset, root_of(request, *experiment, *dataset), request.settings));
  }
  for (Plan& plan : plans) {
    respect_rank(plan, request);
    require_ours(plan.root, plan.experiment->name);
  }
  return plans;
}

std::set<fs::path> roots_of(const std::vector<Plan>& plans) {
  std::set<fs::path> roots;
  for (const Plan& plan : plans) roots.insert(plan.root);
  return roots;
}

std::string counts_text(const ExperimentSummary& summary) {
  std::map<Verdict, int> counts;
  for (const JudgedNumber& number : summary.numbers) ++counts[number.judgement.verdict];
  std::string text;
  for (const auto& [verdict, count] : counts) {
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + to_string(verdict);
  }
  return text.empty() ? "no published numbers" : text;
}

void complain(const std::string& sentence) { std::cerr << "experiments: " << sentence << std::endl; }

Results results_of(const Experiment& experiment, std::vector<Sample> samples, const Manifest& manifest) {
  return {std::move(samples), experiment.data == DataNeed::none ? "no data needed" : manifest.data.label};
}

// Draws and writes the summary; false, and a sentence to the user, where that fails.
bool publish(const Experiment& experiment, const Results& results, const Manifest& manifest, const fs::path& root) {
  try {
    const ExperimentSummary written = write_summary(experiment, results, manifest, root);
    std::cout << experiment.name << ": " << counts_text(written) << " -> " << (root / experiment.name).string()
              << std::endl;
    return true;
  } catch (const std::exception& error) {
    complain(experiment.name + ": the results are there, but not their summary: " + writing::sentence(error));
    return false;
  }
}

// Of all summaries that can be read; false, and sentences to the user, where some cannot.
bool write_overviews(const Catalogue& catalogue, const std::set<fs::path>& roots) {
  bool failed = false;
  for (const fs::path& root : roots) {
    const std::vector<ExperimentSummary> summaries = collect_summaries(catalogue, root, [&](const std::string& what) {
      complain(what);
      failed = true;
    });
    const std::optional<FigureEntry> overview = write_overview(summaries, root);
    write_ledger(summaries, root);
    write_page(summaries, overview, root);
    update_readme(summaries, overview, root);
    std::cout << "overview: " << (root / "index.html").string() << std::endl;
  }
  return !failed;
}

// Held until the program ends. Shards of one run share the folders, and nobody else does.
std::vector<writing::FolderLock> lock(const std::set<fs::path>& roots, const JobOptions& jobs) {
  using Kind = writing::FolderLock::Kind;
  std::vector<writing::FolderLock> locks;
  for (const fs::path& root : roots) locks.emplace_back(root, jobs.shards > 1 ? Kind::shared : Kind::alone);
  return locks;
}

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

int redraw(const Request& request, const Catalogue& catalogue) {
  std::vector<Earlier> all = load_earlier(request, catalogue);
  std::set<fs::path> roots;
  for (const Earlier& earlier : all) roots.insert(earlier.root);
  const auto locks = lock(roots, request.jobs);
  for (const fs::path& root : roots) require_writable(root / ".jobs");
  bool failed = false;
  for (Earlier& earlier : all) {
    const Results results = results_of(*earlier.experiment, std::move(earlier.samples), earlier.manifest);
    failed |= !publish(*earlier.experiment, results, earlier.manifest, earlier.root);
  }
  failed |= !write_overviews(catalogue, roots);
  for (const fs::path& root : roots) {
    std::error_code in_use;  // job files of an interrupted run stay
    fs::remove(root / ".jobs", in_use);
  }
  return failed ? 1 : 0;
}

}  // namespace

void require_sound(const Catalogue& catalogue, const Settings& settings) {
  std::set<std::string> names;
  for (const Experiment& experiment : catalogue) {
    if (!names.insert(experiment.name).second) {
      throw std::logic_error("the catalogue has two experiments named " + experiment.name);
    }
    std::set<std::pair<std::string, std::uint64_t>> jobs;
    for (const Run& run : experiment.runs(settings)) {
      for (Index n = 0; n < run.seeds; ++n) {
        const std::uint64_t seed = run.first_seed + static_cast<std::uint64_t>(n);
        if (jobs.insert({run.name, seed}).second) continue;
        throw std::logic_error(fmt::format("{} has run '{}' with seed {} twice", experiment.name, run.name, seed));
      }
    }
    for (const Comparison& comparison : experiment.published) {
      judge(comparison, Results({}, ""));
      const std::string& printed = published::number(comparison.number).printed;
      if (comparison.settled || comparison.ours.empty() || parse_printed(printed)) continue;
      if (!parse_printed_list(printed).empty()) continue;
      throw std::logic_error(
          fmt::format("{}: published number {}, '{}', is not a number", experiment.name, comparison.number, printed));
    }
  }
}

int run(const Request& request, const Catalogue& catalogue) {
  const Clock::time_point start = Clock::now();
  require_sound(catalogue, request.settings);
  std::vector<Plan> plans;
  std::set<fs::path> roots;
  std::vector<writing::FolderLock> locks;
  try {
    select(catalogue, request.names);
    plotting::require_gnuplot();
    if (request.plots_only) return redraw(request, catalogue);
    plans = make_plans(request, catalogue);
    roots = roots_of(plans);
    for (const fs::path& root : roots) require_writable(root);
    locks = lock(roots, request.jobs);
    for (const fs::path& root : roots) {
      require_writable(root / ".jobs");
      remove_leftovers(root);
    }
  } catch (const std::runtime_error& error) {
    throw BadInput(writing::sentence(error));
  }

  bool failed = false;
  run_jobs(plans, request.jobs, [&](Plan& plan) {
    if (!plan.failure.empty()) {
      complain(plan.experiment->name + ": " + plan.failure);
      failed = true;
      return;
    }
    if (request.jobs.shards > 1) return;
    Manifest manifest = describe(plan, request);
    if (manifest.builds.size() > 1) {
      complain(
          fmt::format("{}: its jobs were run by {} different builds ({}), so its last digits may differ from those "
                      "of one build; manifest.json names them",
                      plan.experiment->name, manifest.builds.size(), fmt::join(manifest.builds, "; ")));
    }
    manifest.seconds.jobs = plan.seconds();
    manifest.seconds.wall = std::chrono::duration<double>(Clock::now() - start).count();
    failed |= !publish(*plan.experiment, results_of(*plan.experiment, plan.samples(), manifest), manifest, plan.root);
  });
  if (request.jobs.shards > 1) {
    std::cout << "shard " << request.jobs.shard << "/" << request.jobs.shards << " is done; the same command without "
              << "--shard merges the shards and writes the reports" << std::endl;
    return failed ? 1 : 0;
  }
  const bool is_complete = write_overviews(catalogue, roots);
  if (failed) return 1;
  for (const Plan& plan : plans) remove_jobs(plan, request.jobs);
  for (const fs::path& root : roots) {
    std::error_code in_use;  // by an experiment of another invocation
    fs::remove(root / ".jobs", in_use);
  }
  return is_complete ? 0 : 1;
}

void list_experiments(const Request& request, const Catalogue& catalogue) {
  for (const Experiment* selected : select(catalogue, request.names)) {
    const Experiment& experiment = *selected;
    double seconds = 0;
    for (const Run& run : experiment.runs(request.settings)) seconds += static_cast<double>(run.seeds) * run.seconds;
    fmt::print("{:<24} {:<9} {:>9}  {} ({})\n", experiment.name, name_of(experiment.data), writing::duration(seconds),
               experiment.title, experiment.source);
  }
}

}  // namespace backcheck::experiments
