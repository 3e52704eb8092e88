// What the experiments of Reports B to E conclude follows from their results: other results, other sentences. The
// results are the committed ones, changed so that they say one thing or its opposite.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/registry.hpp"
#include "experiments/writing/files.hpp"

namespace backcheck::experiments {
namespace {

// A new value for a sample.
using Change = std::function<void(Sample&)>;
bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// Sets the samples whose run and quantity contain these words.
Change to(double value, std::string run, std::string quantity) {
  return [=](Sample& sample) {
    if (contains(sample.run, run) && contains(sample.quantity, quantity)) sample.value = value;
  };
}
Change all_of(std::vector<Change> changes) {
  return [=](Sample& sample) {
    for (const Change& change : changes) change(sample);
  };
}
// As if it had not been recorded.
Change without(std::string quantity) {
  return [=](Sample& sample) {
    if (sample.quantity == quantity) sample.quantity = "something else";
  };
}
void as_it_is(Sample&) {}

const Experiment& experiment(const std::string& name) {
  static const Catalogue catalogue = registered_experiments();
  for (const Experiment& each : catalogue) {
    if (each.name == name) return each;
  }
  throw std::invalid_argument("no experiment is named " + name);
}

// The titles of its figures and its findings.
std::string conclusions_of(const std::string& name, const Change& change) {
  std::vector<Sample> samples = samples_from_csv(writing::read_file(REPORTS "/" + name + "/runs.csv"));
  for (Sample& sample : samples) change(sample);
  const Results results(std::move(samples), "data");
  std::string text;
  for (const plotting::Figure& figure : experiment(name).figures(results)) text += figure.title + "\n";
  return text + experiment(name).findings(results).text();
}

struct Conclusion {
  const char *test, *experiment;
  Change results;
  std::vector<std::string> sentences;  // parts of them
};
std::ostream& operator<<(std::ostream& out, const Conclusion& conclusion) { return out << conclusion.test; }

class Conclusions : public testing::TestWithParam<Conclusion> {};

TEST_P(Conclusions, FollowFromTheResults) {
  const std::string text = conclusions_of(GetParam().experiment, GetParam().results);
  for (const std::string& sentence : GetParam().sentences)
    EXPECT_TRUE(contains(text, sentence)) << sentence << "\n\n" << text;
}

std::string test_name(const testing::TestParamInfo<Conclusion>& conclusion) { return conclusion.param.test; }

const std::string large = "N(0, 1), rate 0.001, with shift", faint = "N(0, 0.01), rate 0.001, with shift";

// The errors of interpolation fall as n^-2, or do not.
Change error_as_power(double exponent) {
  return [=](Sample& sample) {
    if (contains(sample.run, "interpolation")) sample.value = std::pow(sample.x, exponent);
  };
}

INSTANTIATE_TEST_SUITE_P(
    ReportB, Conclusions,
    testing::Values(
        Conclusion{"TheExplosionComesFirst",
                   "b-exploding",
                   to(1e4, "", "largest logit"),
                   {"The explosion is there before the first update", "So the softmax is where it shows"}},
        Conclusion{"NothingOverflowsAtTheStart",
                   "b-exploding",
                   to(1, "", "largest logit"),
                   {"Before the first update, nothing has overflowed", "the softmax does not overflow at the start"}},
        Conclusion{"LargeGradientsKill",
                   "b-exploding",
                   all_of({without("overflow"), to(0.9, "", "training accuracy"), to(0.1, large, "training accuracy")}),
                   {"kill the network", "no longer overflows but dies"}},
        Conclusion{"LargeGradientsDoNotKill",
                   "b-exploding",
                   to(0.9, large, "training accuracy"),
                   {"do not kill the network", "that starts from N(0, 1) does not die"}},
        Conclusion{"TheShiftDoesNotHelp",
                   "b-exploding",
                   all_of({to(0.9, "without shift", "training accuracy"), to(0.1, "with shift", "training accuracy")}),
                   {"the shift \"didn't solve the problem\""}},
        Conclusion{"TheShiftHelps",
                   "b-exploding",
                   all_of({without("overflow"), to(0.1, "without shift", "training accuracy"),
                           to(0.9, "with shift", "training accuracy")}),
                   {"Here the shift helps, against Report B's experience"}},
        Conclusion{"SmallWeightsFail",
                   "b-exploding",
                   to(0.1, faint, "training accuracy"),
                   {"weights that are too small fail as well"}},
        Conclusion{"SmallWeightsTrain", "b-exploding", to(0.9, faint, "training accuracy"), {"are enough to train it"}},
        Conclusion{
            "ThePublishedAccuracyTakesASmallRate",
            "b-shallow",
            all_of({to(0.3, "", "accuracy"), to(0.7, "rate 3e-05", "accuracy"), to(0.99, "rate 0.01", "accuracy")}),
            {"after 50 epochs takes a learning rate far below those that train best"}},
        Conclusion{"ThePublishedAccuracyIsTheBest",
                   "b-shallow",
                   to(0.8, "", "test accuracy"),
                   {"after 50 epochs is nearest at learning rate"}},
        Conclusion{"WithoutTheMinusTheLossClimbs",
                   "b-shallow",
                   to(std::nan(""), "as printed", "training loss"),
                   {"descent climbs the loss"}},
        Conclusion{"WithoutTheMinusTheLossFalls",
                   "b-shallow",
                   [](Sample& sample) {
                     if (contains(sample.run, "as printed") && sample.quantity == "training loss")
                       sample.value = -sample.x;
                   },
                   {"the loss does not climb", "training does not ascend"}},
        Conclusion{"HeRescues",
                   "b-rescue",
                   all_of({to(0.1, "", "test accuracy"), to(0.9, "He", "test accuracy")}),
                   {"What rescues the full network: He instead of N(0, 1)"}},
        Conclusion{"AnythingRescues",
                   "b-rescue",
                   to(0.9, "", "test accuracy"),
                   {"Of five remedies, 5 alone rescue the full network"}},
        Conclusion{"NothingRescues",
                   "b-rescue",
                   to(0.1, "", "test accuracy"),
                   {"Of five remedies, 0 alone rescue the full network"}},
        Conclusion{"Equation25IsAsGood",
                   "b-approximation",
                   all_of({error_as_power(-2), to(1e-9, "trained", "largest error")}),
                   {"The error falls as n to the power -2.00, in the form of eq. 25 -2.00", "with free hinges:"}},
        Conclusion{"Equation25IsWorse",
                   "b-approximation",
                   all_of({error_as_power(-2),
                           [](Sample& sample) {
                             if (contains(sample.run, "eq. 25")) sample.value = 1 / sample.x;
                             if (contains(sample.run, "trained")) sample.value = 1;
                           }}),
                   {"a quarter of the error, if the first hinge is at the left end", "no coefficient can mend that",
                    "training does not find the good fits"}},
        Conclusion{"AllEquationsHold",
                   "b-equations",
                   to(0, "", "relative error"),
                   {"| 10, input gradient | holds |", "| 17, softmax and cross-entropy | holds |"}},
        Conclusion{"NoEquationHolds",
                   "b-equations",
                   to(1, "", "relative error"),
                   {"| 10, input gradient | does not hold |", "whose minus sign is missing"}},
        Conclusion{"ThePiecesAsPrintedJump",
                   "b-relu-pieces",
                   as_it_is,
                   {"As printed, the pieces jump; with their constants they are the sum of ReLUs", "22, hold:"}},
        Conclusion{"NothingOfThePiecesHolds",
                   "b-relu-pieces",
                   all_of({to(100, "", "eq. 24 corrected"), to(1, "", "largest deviation")}),
                   {"with their constants they are not the sum of ReLUs", "22, do not hold:"}},
        Conclusion{"OneUnitIsEnough",
                   "b-1d-classifier",
                   to(1, "", "accuracy"),
                   {"4 boundaries are learned with 1 hidden unit\n"}},
        Conclusion{"NoNetworkLearnsTheLine",
                   "b-1d-classifier",
                   to(0.9, "", "accuracy"),
                   {"No network learns the 4 boundaries"}},
        Conclusion{"TheShapesAreRefused", "b-shapes", to(0, "", "accepts"), {"which FC 1 of Table 6 refuses"}},
        Conclusion{"TheShapesAreAccepted", "b-shapes", to(1, "", "accepts"), {"which FC 1 of Table 6 accepts"}}),
    test_name);

INSTANTIATE_TEST_SUITE_P(
    ReportC, Conclusions,
    testing::Values(
        Conclusion{"TheSizesFit", "c-shapes", as_it_is, {"they fit together"}},
        Conclusion{"TheSizesDoNotFit", "c-shapes", to(7, "task 1", "flattened"), {"they do not all fit together"}},
        Conclusion{"ThePrintedGradientCosts",
                   "c-filter-bank",
                   all_of({to(0.9, "corrected", "held-out accuracy"), to(0.8, "as published", "held-out accuracy")}),
                   {"training descends to a poorer network", "80.0 %: 10.0 points fewer. It is lower at 2 of the 2"}},
        Conclusion{"ThePrintedGradientGains",
                   "c-filter-bank",
                   all_of({to(0.8, "corrected", "held-out accuracy"), to(0.9, "as published", "held-out accuracy")}),
                   {"does not always make the network poorer", "90.0 %: 10.0 points more. It is lower at 0 of the 2"}},
        Conclusion{"AllSubsetsAreOverfitted",
                   "c-subsets",
                   all_of({to(1, "", "training accuracy"), to(0.7, "", "held-out accuracy"),
                           to(0.5, " 50 images", "held-out accuracy")}),
                   {"few images, poor network", "the network overfits all of its subsets"}},
        Conclusion{"NoSubsetIsOverfitted",
                   "c-subsets",
                   to(0.7, "", "accuracy"),
                   {"Training accuracy is 0 points above held-out accuracy on 50 images",
                    "the network does not overfit all of them"}},
        Conclusion{"NoNetworkTrainsAtTheRate",
                   "c-momentum",
                   to(0.1, "rate 0.9", "final training accuracy"),
                   {"No: at a learning rate of 0.9", "0 of 8 networks train"}},
        Conclusion{"SomeNetworksTrainAtTheRate",
                   "c-momentum",
                   all_of({to(1, "", "finite"), to(0.1, "rate 0.9", "final training accuracy"),
                           to(0.9, "sigmoid, momentum 0.9, rate 0.9", "final training accuracy")}),
                   {"That depends on what the report leaves open: at", "2 of 8 networks train"}},
        Conclusion{"AllNetworksTrainAtTheRate",
                   "c-momentum",
                   all_of({to(1, "", "finite"), to(0.9, "rate 0.9", "final training accuracy")}),
                   {"Yes: at a learning rate of 0.9", "8 of 8 networks train"}},
        Conclusion{"OurMatrixIsStoppedLate", "c-confusion", to(12, "our network", "epoch"), {"stopped after 12.0"}},
        Conclusion{"TheCifarNetworkOverfits",
                   "c-cifar",
                   all_of({to(0.9, "", "training accuracy"), to(0.5, "", "held-out accuracy")}),
                   {"reaches 50 % on images held out, 90 %", ": it overfits"}},
        Conclusion{"TheCifarNetworkGeneralises",
                   "c-cifar",
                   to(0.5, "", "accuracy"),
                   {"50.0 % and 50.0 % on its training images.\n"}}),
    test_name);

INSTANTIATE_TEST_SUITE_P(
    ReportD, Conclusions,
    testing::Values(
        Conclusion{"ThePictureHasHorizontalEdges",
                   "d-filters",
                   to(0, "", "standing stripes"),
                   {"brightness, and horizontal edges", "answers to horizontal edges only"}},
        Conclusion{"ThePictureHasBothEdges",
                   "d-filters",
                   to(9, "", "standing stripes"),
                   {"brightness, and vertical and horizontal edges", "answers to edges of both directions"}},
        Conclusion{"ErrorsAreRoundOff",
                   "d-gradient-errors",
                   as_it_is,
                   {"1e-7 measures round-off, not the layer", "Published gradient errors are round-off",
                    "reproduced to its last digit", "no truncation error"}},
        Conclusion{"ErrorsAreNotRoundOff",
                   "d-gradient-errors",
                   to(1e-3, "", ""),
                   {"does not make the error much smaller", "are not round-off alone", "is not reproduced",
                    "so it is not round-off"}},
        Conclusion{"FastLayersAreNotThousandsOfTimesFaster",
                   "d-timing",
                   all_of({to(20, "", "speed-up"), to(1e-4, "", "first call")}),
                   {"needs a Python loop in the numerator"}},
        Conclusion{"FastLayersAreThousandsOfTimesFaster",
                   "d-timing",
                   to(5000, "", "speed-up"),
                   {"are thousands of times faster than nested loops"}},
        Conclusion{"TheFirstCallStartsUp", "d-timing", to(1, "", "first call"), {": a single call measures start-up"}},
        Conclusion{"TheFirstCallIsAsFast",
                   "d-timing",
                   [](Sample& sample) {
                     if (contains(sample.quantity, "fast forward")) sample.value = 1e-6;
                   },
                   {"takes 1 microseconds instead of 1."}},
        Conclusion{"OneHundredImagesAreLearned",
                   "d-overfit",
                   all_of({to(1, "", "training accuracy"), to(0.2, "", "validation accuracy")}),
                   {"100 images are learned by heart: 100 %", "little about others, as the report says"}},
        Conclusion{"OneHundredImagesAreNotLearned",
                   "d-overfit",
                   to(0.5, "", "training accuracy"),
                   {"100 images are not learned by heart: 50 %", "has not learned its 100 images by heart"}},
        Conclusion{"TheLargeSetIsNotOverfitted",
                   "d-cifar",
                   all_of({to(0.5, "", "accuracy"), to(0.9, "40,000", "roughness")}),
                   {"is no overfitting, and the set is not small", "What training on small data looks like",
                    "More training does not make them smoother"}},
        Conclusion{"TheLargeSetIsOverfitted",
                   "d-cifar",
                   all_of({to(0.9, "", "training accuracy"), to(0.5, "", "validation accuracy"),
                           [](Sample& sample) {
                             if (contains(sample.quantity, "roughness")) sample.value = 1 / (1 + sample.x);
                           }}),
                   {"is overfitting, as the report says", "What overfitting on small data looks like",
                    "More training makes them smoother"}},
        Conclusion{"NoLossRecurs", "d-cifar", to(9, "40,000", "loss"), {"0 of the report's 13 losses"}}),
    test_name);

// Test accuracies after ten epochs that differ by so many points, a little for each seed.
Change shifted(std::string run, double points) {
  return [=](Sample& sample) {
    if (sample.quantity != "test accuracy") return;
    sample.value = 0.9 + 1e-5 * static_cast<double>(sample.seed * sample.seed % 7) *
                             static_cast<double>(sample.run == run ? 1 : 2);
    if (sample.run == run) sample.value += points / 100;
  };
}

INSTANTIATE_TEST_SUITE_P(
    ReportE, Conclusions,
    testing::Values(
        Conclusion{"TheTrainingCurvesAreOfValidation",
                   "e-compare",
                   as_it_is,
                   {"Report E's \"training\" curves are validation curves"}},
        Conclusion{"DropoutImproves",
                   "e-compare",
                   shifted("CNN + dropout", 1),
                   {"Dropout improves the test accuracy after ten epochs", "Here dropout improves the test accuracy"}},
        Conclusion{"DropoutLowers",
                   "e-compare",
                   shifted("CNN + dropout", -1),
                   {"After ten epochs dropout lowers the test accuracy", "the report's difference has the other sign"}},
        Conclusion{"DropoutDoesNothing",
                   "e-compare",
                   to(0.9, "", "test accuracy"),
                   {"is not established", "That dropout changes the test accuracy is not established"}},
        Conclusion{"ThePerceptronHadConverged",
                   "e-compare",
                   to(0.5, "MLP", "validation loss"),
                   {"had converged after 10 epochs, as the report says"}},
        Conclusion{"ThePerceptronHadNotConverged",
                   "e-compare",
                   [](Sample& sample) {
                     if (contains(sample.quantity, "validation loss")) sample.value = 1 / sample.x;
                   },
                   {"had not converged after 10 epochs, against the report"}},
        Conclusion{"TheSmallStartWasNotInEffect",
                   "e-compare",
                   to(2.3, "CNN, init 0.01", "validation loss"),
                   {"it was not in effect"}},
        Conclusion{"TheSmallStartMayHaveBeenInEffect",
                   "e-compare",
                   to(0.3, "CNN, init 0.01", "validation loss"),
                   {"it may have been in effect"}},
        Conclusion{"DroppingHelps",
                   "e-placement",
                   shifted("after conv 2, rate 0.20", 1),
                   {"after conv 2 it helps", "The best place is after conv 2 (+1.0"}},
        Conclusion{"DroppingHurts", "e-placement", shifted("after conv 2, rate 0.20", -1), {"after conv 2 it hurts"}},
        Conclusion{"DroppingDoesNothing",
                   "e-placement",
                   to(0.9, "", "test accuracy"),
                   {"after FC it makes no difference that is established"}}),
    test_name);

}  // namespace
}  // namespace backcheck::experiments
