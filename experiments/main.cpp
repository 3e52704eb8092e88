// The command line of experiments/run.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string_view>
#include <thread>

#include "experiments/invocation.hpp"
#include "experiments/registry.hpp"
#include "experiments/writing/text.hpp"

namespace {

namespace options = boost::program_options;
using namespace backcheck;
using namespace backcheck::experiments;

const char* const usage =
    "usage: experiments/run [options] [NAME...]\n\n"
    "Runs experiments (all of them by default), compares their results with the published numbers and writes\n"
    "tables and figures to reports/. A run that was interrupted continues where it stopped. NAME is that of an\n"
    "experiment, the letter of a report (d), or a pattern ('d-*').\n\n";

// What a number may be at most, so that what is computed from it fits.
constexpr Index most_seeds = 1000, most_epochs = 100'000, most_threads = 1024, most_shards = 10'000;

Index number_of(const options::variables_map& given, const std::string& name, Index most) {
  const long value = given[name].as<long>();
  if (value < 1) throw BadInput(fmt::format("--{} must be at least 1, got {}", name, value));
  if (value > most) throw BadInput(fmt::format("--{} must be at most {}, got {}", name, most, value));
  return value;
}

// "2/3" is shard 2 of 3.
void read_shard(const std::string& text, JobOptions& jobs) {
  const char* const end = text.data() + text.size();
  const auto [slash, first_error] = std::from_chars(text.data(), end, jobs.shard);
  const bool is_pair = first_error == std::errc() && slash != end && *slash == '/';
  const auto [rest, second_error] = is_pair ? std::from_chars(slash + 1, end, jobs.shards) : std::from_chars_result{};
  if (!is_pair || second_error != std::errc() || rest != end || jobs.shard < 1 || jobs.shard > jobs.shards ||
      jobs.shards > most_shards) {
    throw BadInput(fmt::format("--shard must be K/N with 1 <= K <= N <= {}, as in 2/3; got '{}'", most_shards, text));
  }
}

Twin read_twin(const std::string& text) {
  if (text == "fast") return Twin::fast;
  if (text == "naive") return Twin::naive;
  throw BadInput("--twin must be naive or fast, got '" + text + "'");
}

options::options_description all_options() {
  options::options_description all("options");
  const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  const auto text = [](const char* name) { return options::value<std::string>()->value_name(name); };
  const auto number = [](const char* name) { return options::value<long>()->value_name(name); };
  all.add_options()("help,h", "show this and exit")  //
      ("list", "show all experiments, the data each needs and its time on one core, and exit")(
          "quick", "everything in seconds, on small synthetic data: proves that it works, and no more")(
          "full", "the long version of the experiments that have one")(
          "out", text("DIR"),
          "where results go [default: reports/, or reports/again/ where better ones are there; reports/unverified/, "
          "reports/synthetic/ or reports/quick/ where the data are not those published]")(
          "data", text("DIR"),
          "directory with MNIST and CIFAR-10 [default: $BACKCHECK_DATA, data/, else synthetic data]")(
          "seeds", number("N"), "runs of each configuration, seeds 1 to N [default: as each experiment says]")(
          "epochs", number("N"), "passes over the training set [default: as each experiment says]")(
          "jobs,j", number("N")->default_value(cores),
          "jobs run side by side, one thread each; results do not depend on it")(
          "threads", number("N"), "the same as --jobs")("twin", text("naive|fast")->default_value("fast"),
                                                        "the implementation of the layers that computes")(
          "shard", text("K/N"),
          "run only every N-th job, from the K-th on, and write no report: for several machines that "
          "share DIR; the same command without --shard then merges")(
          "plots-only", "judge and draw again from the runs.csv that are there, without running anything");
  return all;
}

Request read_request(const options::variables_map& given) {
  Request request;
  if (given.count("names")) request.names = given["names"].as<std::vector<std::string>>();
  if (given.count("quick") && given.count("full")) throw BadInput("--quick and --full exclude each other");
  if (given.count("quick")) request.settings.effort = Effort::quick;
  if (given.count("full")) request.settings.effort = Effort::full;
  if (given.count("seeds")) request.settings.seeds = number_of(given, "seeds", most_seeds);
  if (given.count("epochs")) request.settings.epochs = number_of(given, "epochs", most_epochs);
  request.settings.twin = read_twin(given["twin"].as<std::string>());
  request.jobs.threads = static_cast<int>(number_of(given, given.count("threads") ? "threads" : "jobs", most_threads));
  if (given.count("shard")) read_shard(given["shard"].as<std::string>(), request.jobs);
  if (given.count("out")) request.out = given["out"].as<std::string>();
  if (given.count("data")) request.data = given["data"].as<std::string>();
  request.plots_only = given.count("plots-only") > 0;
  if (const char* home = std::getenv("BACKCHECK_HOME")) request.reports = std::filesystem::path(home) / "reports";

  // What of this decides the results: the command that a report gives for doing it again.
  const auto add = [&](const std::string& option) {
    request.options += (request.options.empty() ? "--" : " --") + option;
  };
  if (given.count("quick")) add("quick");
  if (given.count("full")) add("full");
  if (request.settings.seeds) add("seeds " + std::to_string(*request.settings.seeds));
  if (request.settings.epochs) add("epochs " + std::to_string(*request.settings.epochs));
  if (request.settings.twin == Twin::naive) add("twin naive");
  return request;
}

// Experiments may read files of the user's when they are declared, as times measured on a GPU.
Catalogue load_catalogue() try { return registered_experiments(); } catch (const std::runtime_error& error) {
  throw BadInput(writing::sentence(error));
}

int run_command_line(int argc, char** argv) {
  options::options_description visible = all_options(), hidden;
  hidden.add(visible).add_options()("names", options::value<std::vector<std::string>>());
  options::positional_options_description positional;
  positional.add("names", -1);
  options::variables_map given;
  try {
    const int style = options::command_line_style::default_style & ~options::command_line_style::allow_guessing;
    options::store(options::command_line_parser(argc, argv).options(hidden).positional(positional).style(style).run(),
                   given);
    options::notify(given);
  } catch (const options::error& error) {
    // The library fills names into its messages over and over, without end where a name looks like a gap to fill.
    if (std::any_of(argv, argv + argc, [](const char* argument) { return std::strchr(argument, '%') != nullptr; })) {
      throw BadInput("an argument with '%' in it is no option, or no value of one (--help shows all options)");
    }
    throw BadInput(std::string(error.what()) + " (--help shows all options)");
  }
  if (given.count("help")) {
    std::cout << usage << visible;
    return 0;
  }
  const Request request = read_request(given);
  const Catalogue catalogue = load_catalogue();
  if (given.count("list")) {
    list_experiments(request, catalogue);
    return 0;
  }
  return run(request, catalogue);
}

// Ends the program at once: every file is whole or not there at any moment, and the next run removes what was being
// written. Only what a signal may interrupt is called.
extern "C" void end_by(int signal) {
  constexpr std::string_view words =
      "\nexperiments: interrupted; the jobs that are done are kept, and the same command continues\n";
  if (::write(STDERR_FILENO, words.data(), words.size()) < 0) ::_exit(1);
  ::_exit(128 + signal);
}

}  // namespace

int main(int argc, char** argv) {
  for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, end_by);
  try {
    return run_command_line(argc, argv);
  } catch (const BadInput& error) {
    std::cerr << "experiments: " << error.what() << std::endl;
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "experiments: " << writing::sentence(error) << std::endl;
    return 1;
  }
}
