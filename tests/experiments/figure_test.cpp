#include "experiments/plotting/figure.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <stdexcept>

#include "experiments/plotting/gnuplot.hpp"
#include "experiments/plotting/gnuplot_script.hpp"
#include "experiments/writing/files.hpp"
#include "folder.hpp"

namespace backcheck::plotting {
namespace {

namespace fs = std::filesystem;
using experiments::Folder;
using writing::read_file;

const std::vector<Estimate> curve{{1, 0.6, 0.4, 0.8}, {2, 0.45, 0.4, 0.5}};
// Text that would run a command, end a string or change the font if it were not quoted.
const std::string hostile = "It's 5 % of a_b {x} & `date` \"; system 'touch gnuplot-ran-this'; $x";

Figure one_panel() {
  return {.name = "F99-test",
          .title = hostile,
          .caption = "A caption: " + hostile,
          .panels = {{.x = {.label = hostile},
                      .elements = {Band{curve, {}, hostile}, published_points({{1, 0.6}}, "Report A")}}}};
}

// Draws and returns the SVG; both pictures are there, and nothing but what belongs to the figure.
std::string drawn(const Figure& figure) {
  const Folder folder;
  draw(figure, folder.path());
  EXPECT_EQ(read_file(folder / (figure.name + ".png")).substr(1, 3), "PNG");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 4);
  return read_file(folder / (figure.name + ".svg"));
}

TEST(Figure, IsDrawnAsSvgAndPngWithItsDataAndScriptAndItsTextIsText) {
  const std::string svg = drawn(one_panel());
  EXPECT_NE(svg.find("It's 5 % of a_b {x} &amp; `date`"), std::string::npos);
  EXPECT_NE(svg.find("A caption: It's"), std::string::npos);
  EXPECT_NE(svg.find("</svg>"), std::string::npos);
}

TEST(Figure, IsTheSameWheneverDrawn) { EXPECT_EQ(drawn(one_panel()), drawn(one_panel())); }

TEST(Figure, IsRedrawnByHandFromItsScript) {
  const Folder folder;
  draw(one_panel(), folder.path());
  const std::string before = read_file(folder / "F99-test.svg");
  fs::remove(folder / "F99-test.svg");
  fs::remove(folder / "F99-test.png");
  ASSERT_EQ(std::system(("cd '" + folder.path().string() + "' && gnuplot F99-test.gp").c_str()), 0);
  EXPECT_EQ(read_file(folder / "F99-test.svg"), before);
  EXPECT_TRUE(fs::exists(folder / "F99-test.png"));
}

TEST(Figure, ShowsEveryTextAsItIs) {
  for (const std::string text :
       {"'", "''", "'a'", "a'", "'; system 'touch ran'; '", "'\n'", "\n''\n", ".'", "'.'", "\\", "\"", "`touch ran`",
        "$(touch ran)", "@a @{_^", "%s %d %%", "# no comment", "{/:Bold x}", "a\tb"}) {
    SCOPED_TRACE(text);
    Figure figure = one_panel();
    figure.title = figure.caption = text;
    figure.panels[0].x.label = figure.panels[0].y.label = text;
    figure.panels[0].elements = {published_points({{1, 0.6}}, text), Text{.x = 1, .y = 0.6, .text = text}};
    drawn(figure);
    figure.panels.push_back(figure.panels[0]);
    figure.panels[0].title = text;
    figure.layout.columns = 2;
    drawn(figure);
  }
}

TEST(Figure, OfWhatHasNoPlaceIsAnEmptyOne) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  const std::vector<Axis> axes = {{},
                                  {.low = 10},
                                  {.high = -10},
                                  {.low = 10, .high = 20},
                                  {.low = 20, .high = 10},
                                  {.logarithmic = true},
                                  {.low = 10, .logarithmic = true},
                                  {.high = 1e-3, .logarithmic = true}};
  for (const double value : {nan, infinity, -infinity, 0.0, 1.0, -1.0, 1e300}) {
    const std::vector<Point> points{{value, value}, {1, value}, {value, 1}};
    const std::vector<Estimate> estimates{{1, value, value, value}, {value, 1, 0, 2}};
    Figure figure{.name = "F99-test", .layout = {.columns = 4}};
    for (const Axis& axis : axes) {
      figure.panels.push_back({.x = axis,
                               .y = axis,
                               .elements = {Marks{points}, Line{points}, Band{estimates}, ErrorBars{estimates},
                                            Bars{estimates}, Level{.value = value}}});
    }
    figure.panels.push_back({.colours = {.logarithmic = true}, .elements = {Image{1, 2, {value, value}}}});
    figure.panels.push_back({.elements = {Cells{.values = {{value, value}}}}});
    EXPECT_NO_THROW(drawn(figure)) << value;
  }
}

TEST(Figure, LeavesOutAnElementWithoutPoints) {
  Figure figure = one_panel();
  const std::string before = gnuplot_script(figure).commands;
  for (const Element& nothing : elements(Line{{}, {}, "-"}, Band{}, Marks{}, ErrorBars{}, Bars{}, Strips{}, Arrows{})) {
    figure.panels[0].elements.push_back(nothing);
  }
  EXPECT_EQ(gnuplot_script(figure).commands, before);
}

TEST(Figure, HasElementsFromSingleOnesAndLists) {
  const std::vector<Element> two{Level{.value = 1}, Level{.value = 2}};
  const std::vector<Element> all = elements(Level{.value = 0}, two, Marks{});
  ASSERT_EQ(all.size(), 4);
  EXPECT_EQ(std::get<Level>(all[2]).value, 2);
  EXPECT_TRUE(std::holds_alternative<Marks>(all[3]));
}

TEST(Axis, OfCategoriesHasALabelForEachBrokenAtItsBlanks) {
  const Axis axis = categories({"SGD", "with momentum"});
  EXPECT_EQ(axis.ticks.at(1).at, 1);
  EXPECT_EQ(axis.ticks.at(1).label, "with\nmomentum");
  EXPECT_EQ(axis.high, 1.6);
}

TEST(Axis, HasNumbersUpToTheLast) {
  const std::vector<Axis::Tick> ticks = numbers(80, 100, 5);
  ASSERT_EQ(ticks.size(), 5);
  EXPECT_EQ(ticks.back().at, 100);
}

TEST(Figure, ALineIsInterruptedAtAMissingX) {
  Figure figure = one_panel();
  figure.panels[0].elements = {Line{{{1, 2}, {std::nan(""), 0}, {3, 4}}}};
  EXPECT_NE(gnuplot_script(figure).data.find("\n1 2\n\n3 4\n"), std::string::npos) << gnuplot_script(figure).data;
}

TEST(Figure, APanelKeepsNothingOfTheOneBefore) {
  Figure figure{.name = "F98-panels",
                .title = "Two panels",
                .caption = "caption",
                .layout = {.columns = 2},
                .panels = {{.title = "left",
                            .y = {.low = 1, .high = 2, .logarithmic = true},
                            .elements = {Band{curve}, Text{1, 1.5, "a label on the left"}}},
                           {.title = "right",
                            .x = {.ticks = labelled({"a_b", "none"})},
                            .y = {.low = 0},
                            .elements = {Bars{{{0, 1, 0.5, 1.5}, {1, std::nan(""), 0, 0}}}}}}};
  const std::string svg = drawn(figure), label = "a label on the left";
  for (const char* text : {"Two panels", "left", "right"}) EXPECT_NE(svg.find(text), std::string::npos) << text;
  EXPECT_EQ(svg.find(label), svg.rfind(label));
  EXPECT_EQ(svg.find("caption"), svg.rfind("caption"));
}

TEST(Figure, HasEveryKindOfElement) {
  Panel panel{.x = {.low = 0, .high = 4}, .y = {.low = 0, .high = 4, .tick_format = Axis::TickFormat::whole}};
  panel.elements = {Line{{{0, 1}, {1, 2}}, {.series = 2, .dash = Dash::dotted}, "line", true},
                    Band{curve, {.series = 3}, "band"},
                    Marks{{{1, 1}}, {.colour = Colour::grey, .marker = Marker::cross}, "marks"},
                    ErrorBars{curve, {}, "bars", true},
                    ErrorBars{curve, {}, "joined", false, true},
                    Bars{curve, {.series = 4}, "boxes", 0.3},
                    Strips{{{0, 1, 3}}, Colour::orange, "strip"},
                    Arrows{{{{0, 0}, {1, 1}}}},
                    Level{.value = 2, .title = "level"},
                    Level{.axis = Level::Axis::x, .value = 2},
                    Box{.left = 1, .bottom = Coordinate::fraction(0), .right = 2, .top = 3, .fill = "#eeeeee"},
                    Text{2, Coordinate::fraction(0.9), "text", Text::Align::centre}};
  const std::string svg = drawn({.name = "F97-elements", .title = "all", .panels = {panel}});
  for (const char* text : {"line", "band", "marks", "bars", "joined", "boxes", "strip", "level", "text"}) {
    EXPECT_NE(svg.find(std::string(">") + text), std::string::npos) << text;
  }
}

TEST(HeatMap, ShowsItsTextsAndLeavesEmptyCells) {
  const std::string svg = drawn({.name = "F96-heat",
                                 .panels = {heat_map({.rows = {"conv_1", "fc"},
                                                      .columns = {"0.1", "0.2"},
                                                      .cells = {.values = {{90.1, 91.2}, {92.3, std::nan("")}},
                                                                .texts = {{"90.1", "91.2"}, {"92.3", ""}},
                                                                .notes = {{"± 1", ""}, {"", ""}}}})}});
  for (const char* text : {"90.1", "92.3", "conv_1", "± 1"}) EXPECT_NE(svg.find(text), std::string::npos) << text;
}

TEST(HeatMap, HasCellsFromAFunctionOfRowAndColumn) {
  const Cells table = cells(std::vector{1.0, 2.0}, std::vector{10.0, 0.0}, [](double row, double column) {
    return cell(column > 0 ? row * column : std::nan(""), ".1f");
  });
  EXPECT_EQ(table.values[1][0], 20);
  EXPECT_EQ(table.texts, (std::vector<std::vector<std::string>>{{"10.0", ""}, {"20.0", ""}}));
  EXPECT_TRUE(table.notes.empty());
}

TEST(HeatMap, HasAPlaceForWhatIsDrawnOverItsCells) {
  std::vector<std::string> places;
  for_each_cell(std::vector{"top", "bottom"}, std::vector{1, 2}, [&](const char* row, int column, double x, double y) {
    places.push_back(fmt::format("{} {} at ({}, {})", row, column, x, y));
  });
  EXPECT_EQ(places, (std::vector<std::string>{"top 1 at (0, 0)", "top 2 at (1, 0)", "bottom 1 at (0, 1)",
                                              "bottom 2 at (1, 1)"}));
  EXPECT_EQ(names(std::vector{1, 2}, [](int n) { return fmt::format("{} %", n); }),
            (std::vector<std::string>{"1 %", "2 %"}));
}

TEST(Tiles, AreSetBesideEachOtherWithAGap) {
  const Panel panel = tiles({.height = 2,
                             .width = 2,
                             .columns = 2,
                             .images = {{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 1, 1, 1}},
                             .colours = {ColourScale::Palette::diverging, -3, 3},
                             .framed = {1}});
  const Image& image = std::get<Image>(panel.elements.back());
  EXPECT_EQ(image.height, 5);  // 2 x 2 tiles of 2 x 2 pixels with a gap of one
  EXPECT_EQ(image.values.at(3), 3);
  EXPECT_TRUE(std::isnan(image.values.at(2)));
  drawn({.name = "F95-tiles", .panels = {panel}});
  const Panel coloured = tiles({.height = 1, .width = 2, .images = {{0, 1, 0.5, 0.5, 1, 0}}, .coloured = true});
  EXPECT_NE(gnuplot_script({.name = "x", .panels = {coloured}}).data.find("1 0 255 128 0"), std::string::npos);
  drawn({.name = "F94-colour", .panels = {coloured}});
  EXPECT_THROW(tiles({.height = 1, .width = 2, .images = {{1}}}), std::invalid_argument);
}

}  // namespace
}  // namespace backcheck::plotting
