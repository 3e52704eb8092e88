#include "experiments/output.hpp"

#include <iostream>
#include <map>

#include "experiments/data/file.hpp"
#include "experiments/publishing/ledger.hpp"
#include "experiments/publishing/overview.hpp"
#include "experiments/publishing/page.hpp"
#include "experiments/publishing/summary.hpp"
#include "experiments/writing/text.hpp"

namespace backcheck::experiments {

namespace fs = std::filesystem;

using writing::read_file;

namespace {

std::string counts_text(const ExperimentSummary& summary) {
  std::map<Verdict, int> counts;
  for (const JudgedNumber& number : summary.numbers) ++counts[number.judgement.verdict];
  std::string text;
  for (const auto& [verdict, count] : counts) {
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + to_string(verdict);
  }
  return text.empty() ? "no published numbers" : text;
}

}  // namespace

void complain(const std::string& sentence) { std::cerr << "experiments: " << sentence << std::endl; }

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

std::vector<writing::FolderLock> lock_folders(const std::set<fs::path>& roots, const JobOptions& jobs) {
  using Kind = writing::FolderLock::Kind;
  std::vector<writing::FolderLock> locks;
  for (const fs::path& root : roots) locks.emplace_back(root, jobs.shards > 1 ? Kind::shared : Kind::alone);
  return locks;
}

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

void remove_job_folders(const std::set<fs::path>& roots) {
  for (const fs::path& root : roots) {
    std::error_code in_use;  // by jobs of an interrupted run, or of another invocation
    fs::remove(root / ".jobs", in_use);
  }
}

bool publish(const Experiment& experiment, std::vector<Sample> samples, const Manifest& manifest,
             const fs::path& root) {
  const Results results(std::move(samples), experiment.data == DataNeed::none ? "no data needed" : manifest.data.label);
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

}  // namespace backcheck::experiments
