// How a published number is judged by our results.
//
// A published list (several numbers in one, such as a shape) is EXACT if entry i is within the tolerance of our value
// at x = i, for all i and no more. A list without a tolerance, such as the counts of a confusion matrix, is WITHIN if
// each of its n entries lies in the 1 - 0.05 / n prediction interval of ours, else it DIFFERS.
//
// Any other published number is one run. So it is compared with what one more run of ours would give: the 95 %
// prediction interval, mean +- t * s * sqrt(1 + 1/n), widened by half a unit in the last place printed. Inside it the
// verdict is WITHIN, inside twice its half-width NEAR, else DIFFERS. A deterministic number is EXACT within its
// tolerance. The interval is taken on a scale on which no value is impossible: accuracies as logits, log(p / (1 - p)),
// losses and other magnitudes as logarithms.
//
// Where a report leaves settings open, there are several of our counterparts, one for each choice of them. A choice
// explains a published run only if it explains all its k numbers: each lies in the 1 - 0.05 / k prediction interval
// (Bonferroni's correction). A choice whose seeds are so far apart that hardly any value would lie outside explains
// nothing: most of its intervals are wider than half of all accuracies, or than a factor of 10.
// These two limits are chosen. With a quarter of all accuracies and a factor of 3 instead, B-28 would have no
// explanation left; those of and Report E's networks would stay.
//
// What a fit is worth is said beside it: how many runs of ours with other settings would have passed for the report's.
//
//   EXPLAINED    by at least one choice of the settings
//   UNEXPLAINED  by none of them; the nearest is named
//   UNKNOWABLE   it depends on what nobody can find out, such as the hardware
//   NO-DATA      nothing was measured that could judge it
//   ARTEFACT     it does not measure what the report says; no measurement of ours can change that
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "experiments/judging/comparison.hpp"
#include "experiments/judging/results.hpp"
#include "experiments/judging/scale.hpp"
#include "experiments/judging/statistics.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments {

inline constexpr std::array<Verdict, 9> all_verdicts = {Verdict::exact,      Verdict::within,    Verdict::near,
                                                        Verdict::differs,    Verdict::explained, Verdict::unexplained,
                                                        Verdict::unknowable, Verdict::artefact,  Verdict::no_data};
// "EXACT", ..., "NO-DATA", and back; the latter throws std::invalid_argument.
std::string to_string(Verdict verdict);
Verdict to_verdict(const std::string& text);

// A number as printed: "89.12" is 89.12 +- 0.005, "1.01e-9" is 1.01e-9 +- 0.005e-9. Empty if it is not one number.
struct Printed {
  double value = 0, half_unit = 0;
};
std::optional<Printed> parse_printed(const std::string& text);

// Several numbers as printed, a shape or counts: "4x24x24", "1*28*28", "0, 0, 1, 0"; and numbers of ours in the manner
// of such a text. Empty if it is not two numbers or more.
std::vector<double> parse_printed_list(const std::string& text);
std::string list_text(const std::vector<double>& list, const std::string& printed);

// What we have for one query, in the unit of the published number.
struct Measurement {
  std::string run = {}, quantity = {};
  Index count = 0, finite = 0;
  double mean = 0;              // of a magnitude (Comparison::logarithmic), the geometric mean
  Interval mean_interval = {};  // 95 % of the mean
  Interval prediction = {};     // 95 % of one more run, widened by the rounding
  // How far the published number is from the mean, in half-widths of `prediction`, on the scale of judgement.
  double deviation = 0;
  std::vector<double> list = {};  // the entries, where a list was published; the other numbers mean nothing then
  std::string settings = {};      // those of the query
  Scale scale = Scale::linear;    // of judgement
};

struct Judgement {
  Verdict verdict = Verdict::no_data;
  std::string flag = {};                       // that of the comparison
  std::string cause = {};                      // that of the comparison, and what the rule has to say
  std::vector<Measurement> measurements = {};  // of the queries that found anything
  std::optional<Interval> sampling = {};       // 95 % binomial interval of a published accuracy, in its unit
  // Where settings are open: the run of the report, the choices of settings that explain it, and what their fit is
  // worth: "of 90 runs of ours with other settings, 67 would have passed".
  std::string run = {};
  std::vector<std::string> explained_by = {};
  std::string worth = {};
};

// `not_judged`, where not empty, is why statistical verdicts are withheld: "synthetic data". Throws
// std::invalid_argument where a number is to be judged and `printed` is not one.
Judgement judge(const published::Number& number, const Comparison& comparison, const Results& results,
                const std::string& not_judged = "");
// All numbers of an experiment, those of one published run together.
std::vector<Judgement> judge_all(const std::vector<Comparison>& published, const Results& results,
                                 const std::string& not_judged = "");
// The number that the comparison names, alone.
inline Judgement judge(const Comparison& comparison, const Results& results, const std::string& not_judged = "") {
  return judge(published::number(comparison.number), comparison, results, not_judged);
}

// Of those that were measured, how many are exact.
struct ExactNumbers {
  Index exact = 0, measured = 0;
};
ExactNumbers count_exact(const std::vector<Comparison>& published, const Results& results);

}  // namespace backcheck::experiments
