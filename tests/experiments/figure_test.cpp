#include "experiments/support/figure.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <stdexcept>

#include "experiments/support/files.hpp"
#include "experiments/support/plots.hpp"
#include "folder.hpp"

namespace backcheck::experiments {
namespace {

namespace fs = std::filesystem;

const Results results(
    {{"a_b", 1, 1, "loss", 0.5}, {"a_b", 2, 1, "loss", 0.7}, {"a_b", 1, 2, "loss", 0.4}, {"a_b", 2, 2, "loss", 0.5}},
    "test");

Figure curve() {
  Figure figure{
      .name = "F99-test", .title = "It's 5 % of a_b {x} & `date`", .caption = "A caption with $words and \"quotes\"."};
  add_band(figure, "loss", results, "a_b", "loss");
  add_points(figure, "loss published", {{1, 0.6}});
  figure.script = plot({band("loss", 1, "a_b"), published_points("loss published", "Report A")});
  return figure;
}

// Draws and returns the SVG; both pictures are there, and nothing but what belongs to the figure.
std::string drawn(const Figure& figure) {
  const Folder folder;
  draw(figure, folder.path());
  EXPECT_EQ(read_file(folder / (figure.name + ".png")).substr(1, 3), "PNG");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 4);
  return read_file(folder / (figure.name + ".svg"));
}

TEST(Figure, IsDrawnAsSvgAndPngWithItsDataAndScript) {
  const std::string svg = drawn(curve());
  EXPECT_NE(svg.find("It's 5 % of a_b {x} &amp; `date`"), std::string::npos);
  EXPECT_NE(svg.find("A caption with $words"), std::string::npos);
  EXPECT_NE(svg.find("</svg>"), std::string::npos);
}

TEST(Figure, IsTheSameWheneverDrawn) { EXPECT_EQ(drawn(curve()), drawn(curve())); }

TEST(Figure, IsRedrawnByHandFromItsScript) {
  const Folder folder;
  draw(curve(), folder.path());
  const std::string before = read_file(folder / "F99-test.svg");
  fs::remove(folder / "F99-test.svg");
  fs::remove(folder / "F99-test.png");
  ASSERT_EQ(std::system(("cd '" + folder.path().string() + "' && gnuplot F99-test.gp").c_str()), 0);
  EXPECT_EQ(read_file(folder / "F99-test.svg"), before);
  EXPECT_TRUE(fs::exists(folder / "F99-test.png"));
}

TEST(Figure, MistakeInTheScriptIsAnErrorInGnuplotsWords) {
  const Folder folder;
  Figure figure = curve();
  figure.script = "plot nonsense(1)\n";
  try {
    draw(figure, folder.path());
    FAIL() << "a script that cannot run was drawn";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("F99-test"), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("undefined function"), std::string::npos) << error.what();
  }
}

TEST(Figure, RefusesABlockWithoutRows) {
  Figure figure{.name = "empty"};
  EXPECT_THROW(figure.add("block", {"x"}, {}), std::invalid_argument);
  EXPECT_THROW(add_band(figure, "block", results, "no such run", "loss"), std::invalid_argument);
}

TEST(Figure, BlockIsFoundThoughAnotherNameBeginsAlike) {
  Figure figure{.name = "F98-blocks"};
  figure.add("loss of all", {"x", "y"}, {{1, 100}, {2, 200}});
  figure.add("loss", {"x", "y"}, {{1, 3}, {2, 4}});
  figure.script =
      "stats DATA index 'loss' using 2 nooutput name 'S'\nif (S_max != 4) { exit error 'the wrong block' }\n" +
      plot({"DATA index 'loss' using 1:2 with lines notitle"});
  drawn(figure);
}

TEST(Band, IsTheMeanAndItsIntervalOverSeeds) {
  Figure figure{.name = "band"};
  add_band(figure, "loss", results, "a_b", "loss", 100);
  // 0.5 and 0.7: mean 0.6, s = 0.1 * sqrt(2), t = 12.7062 with one degree of freedom, half-width t * 0.1.
  const std::vector<double>& row = figure.blocks.at(0).rows.at(0);
  EXPECT_EQ(row[0], 1);
  EXPECT_NEAR(row[1], 60, 1e-12);
  EXPECT_NEAR(row[2], 60 - 127.062, 1e-3);  // the table of t has four decimals
  EXPECT_NEAR(row[3], 60 + 127.062, 1e-3);
}

TEST(Plots, HeatMapIsDrawn) {
  const HeatMap map{.rows = {"conv_1", "fc"},
                    .columns = {"0.1", "0.2", "0.5"},
                    .values = {{90.1, 91.2, 80}, {92.3, std::nan(""), 93}}};
  Figure figure{.name = "F97-heat"};
  add_heat_map(figure, "cells", map);
  figure.script = heat_map("cells", map);
  const std::string svg = drawn(figure);
  for (const char* text : {"90.1", "92.3", "conv_1"}) EXPECT_NE(svg.find(text), std::string::npos) << text;
}

TEST(Plots, TilesAreDrawn) {
  const Tiles grey{.height = 2, .width = 2, .columns = 2, .images = {{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 1, 1, 1}}};
  Figure figure{.name = "F96-tiles"};
  add_tiles(figure, "tiles", grey);
  EXPECT_EQ(figure.blocks.at(0).rows.size(), 25U);  // 2 x 2 tiles of 2 x 2 pixels with a gap of one: 5 x 5
  figure.script = diverging_palette + std::string("set cbrange [-3:3]\n") + tiles("tiles");
  drawn(figure);
  const Tiles colour{.height = 1, .width = 2, .images = {{0, 1, 0.5, 0.5, 1, 0}}};
  Figure coloured{.name = "F95-colour"};
  add_tiles(coloured, "tiles", colour);
  EXPECT_EQ(coloured.blocks.at(0).rows.at(1), (std::vector<double>{1, 0, 255, 128, 0}));
  coloured.script = tiles("tiles", true);
  drawn(coloured);
}

TEST(Plots, BarsAndPanelsAreDrawn) {
  Figure figure{.name = "F94-panels", .title = "Two panels", .caption = "caption"};
  add_band(figure, "loss", results, "a_b", "loss");
  add_bars(figure, "bars", results, {"a_b", "no such run"}, "loss");
  figure.script = panels(
      1, 2,
      {"set title 'left'\n" + plot({band("loss", 2, "loss")}),
       "set title 'right'\n" + tics("x", {"a_b", "none"}) + "set yrange [0:*]\n" + plot({bars("bars", 1, "loss")})});
  const std::string svg = drawn(figure);
  for (const char* text : {"Two panels", "left", "right"}) EXPECT_NE(svg.find(text), std::string::npos) << text;
}

TEST(Plots, TextIsShownAsItIs) {
  EXPECT_EQ(verbatim("a_b^2"), "'a\\_b\\^2'");
  EXPECT_EQ(verbatim("it's"), "'it''s'");
}

}  // namespace
}  // namespace backcheck::experiments
