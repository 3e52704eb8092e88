#include "experiments/invocation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <iostream>
#include <map>
#include <set>

#include "experiments/judging/verdict.hpp"
#include "experiments/output.hpp"
#include "experiments/plotting/gnuplot.hpp"
#include "experiments/redraw.hpp"
#include "experiments/running/build.hpp"
#include "experiments/writing/files.hpp"
#include "experiments/writing/text.hpp"

namespace backcheck::experiments {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;
using writing::require_writable;

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
    locks = lock_folders(roots, request.jobs);
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
    failed |= !publish(*plan.experiment, plan.samples(), manifest, plan.root);
  });
  if (request.jobs.shards > 1) {
    std::cout << "shard " << request.jobs.shard << "/" << request.jobs.shards << " is done; the same command without "
              << "--shard merges the shards and writes the reports" << std::endl;
    return failed ? 1 : 0;
  }
  const bool is_complete = write_overviews(catalogue, roots);
  if (failed) return 1;
  for (const Plan& plan : plans) remove_jobs(plan, request.jobs);
  remove_job_folders(roots);
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
