// Handwritten digits, drawn: the strokes of a digit as a pen makes them, from one of several ways to write it; a wobble
// of every point; rotation, slant and proportions; an elastic deformation; a pen of varying width and pressure; noise.
// As in MNIST, the digit fits a box of about 20 x 20 and its centre of mass is near that of the image.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "experiments/data/synthetic.hpp"

namespace backcheck::experiments {

namespace {

struct Point {
  double x = 0, y = 0;  // to the right and down
  bool operator==(const Point&) const = default;
  Point operator+(Point other) const { return {x + other.x, y + other.y}; }
  Point operator-(Point other) const { return {x - other.x, y - other.y}; }
  Point operator*(double factor) const { return {x * factor, y * factor}; }
};

using Stroke = std::vector<Point>;  // points that the pen passes smoothly; a repeated one is a corner
using Glyph = std::vector<Stroke>;

// The ways to write each digit, in the unit square.
const std::array<std::vector<Glyph>, 10> alphabet{{
    {// 0: an oval; one that overshoots its start; one left open
     {{{.55, .02}, {.22, .15}, {.08, .5}, {.22, .87}, {.5, .98}, {.80, .85}, {.93, .5}, {.80, .13}, {.52, .02}}},
     {{{.70, .10}, {.40, .03}, {.15, .28}, {.10, .65}, {.35, .97}, {.70, .90}, {.90, .5}, {.75, .12}, {.50, .06}}},
     {{{.45, .05}, {.18, .30}, {.15, .70}, {.42, .97}, {.75, .85}, {.85, .45}, {.72, .12}, {.58, .08}}}},
    {// 1: a stick; with a flag; with a flag and a base
     {{{.5, 0}, {.5, .5}, {.5, 1}}},
     {{{.28, .25}, {.52, .02}, {.52, .02}, {.52, .5}, {.52, 1}}},
     {{{.30, .20}, {.52, .02}, {.52, .02}, {.52, .97}}, {{.25, .98}, {.5, .98}, {.80, .97}}}},
    {// 2: with a corner; with a loop; like a Z
     {{{.12, .22}, {.35, .02}, {.75, .06}, {.85, .30}, {.60, .60}, {.10, .97}, {.10, .97}, {.92, .95}}},
     {{{.15, .25},
       {.40, .02},
       {.78, .12},
       {.78, .40},
       {.50, .75},
       {.20, .95},
       {.10, .82},
       {.32, .77},
       {.60, .92},
       {.96, .88}}},
     {{{.10, .10}, {.50, .02}, {.88, .10}, {.75, .40}, {.12, .95}, {.12, .95}, {.55, .92}, {.90, .98}}}},
    {// 3: two bows; with a flat top; with a loop in the middle
     {{{.15, .12},
       {.50, .0},
       {.82, .15},
       {.75, .38},
       {.42, .48},
       {.42, .48},
       {.80, .58},
       {.88, .80},
       {.55, 1},
       {.10, .90}}},
     {{{.15, .04}, {.85, .03}, {.85, .03}, {.45, .42}, {.45, .42}, {.80, .52}, {.88, .78}, {.60, 1}, {.12, .92}}},
     {{{.20, .08},
       {.60, .0},
       {.80, .20},
       {.62, .42},
       {.38, .48},
       {.42, .55},
       {.70, .52},
       {.85, .75},
       {.60, .98},
       {.15, .95}}}},
    {// 4: open; closed; open and round
     {{{.20, .02}, {.12, .55}, {.12, .55}, {.92, .52}}, {{.72, .05}, {.70, .5}, {.68, 1}}},
     {{{.68, 1}, {.68, .5}, {.68, 0}, {.68, 0}, {.08, .65}, {.08, .65}, {.95, .65}}},
     {{{.22, .0}, {.14, .38}, {.42, .55}, {.80, .42}}, {{.86, .0}, {.78, .5}, {.70, 1}}}},
    {// 5: in one stroke; with the bar last; round
     {{{.85, .03},
       {.25, .03},
       {.25, .03},
       {.20, .42},
       {.20, .42},
       {.60, .38},
       {.88, .62},
       {.70, .93},
       {.35, 1},
       {.10, .88}}},
     {{{.30, .04}, {.22, .42}, {.22, .42}, {.60, .42}, {.82, .68}, {.60, .97}, {.15, .92}},
      {{.30, .04}, {.60, .02}, {.92, .0}}},
     {{{.80, .05}, {.45, .05}, {.25, .20}, {.30, .42}, {.62, .50}, {.82, .72}, {.60, .96}, {.12, .94}}}},
    {// 6: a bow into a loop; a steep one; a wide one
     {{{.75, .02}, {.38, .25}, {.14, .65}, {.28, .95}, {.65, .97}, {.82, .75}, {.62, .55}, {.30, .62}, {.16, .78}}},
     {{{.40, .0}, {.22, .45}, {.22, .85}, {.52, 1}, {.80, .82}, {.70, .58}, {.42, .58}, {.24, .78}}},
     {{{.62, .0}, {.30, .28}, {.10, .70}, {.40, 1}, {.85, .90}, {.88, .66}, {.55, .60}, {.18, .80}}}},
    {// 7: plain; crossed; with a serif
     {{{.10, .06}, {.90, .04}, {.90, .04}, {.58, .5}, {.40, 1}}},
     {{{.10, .06}, {.88, .05}, {.88, .05}, {.60, .48}, {.42, 1}}, {{.28, .50}, {.55, .49}, {.82, .47}}},
     {{{.10, .22}, {.13, .06}, {.13, .06}, {.88, .05}, {.88, .05}, {.62, .45}, {.50, 1}}}},
    {// 8: in one stroke; as two rings
     {{{.80, .15},
       {.50, .0},
       {.20, .17},
       {.35, .42},
       {.70, .60},
       {.82, .82},
       {.50, 1},
       {.17, .82},
       {.30, .60},
       {.65, .40},
       {.80, .15}}},
     {{{.50, .0}, {.25, .12}, {.25, .35}, {.50, .47}, {.76, .35}, {.76, .12}, {.50, .0}},
      {{.50, .47}, {.18, .62}, {.18, .88}, {.50, 1}, {.82, .88}, {.82, .62}, {.50, .47}}}},
    {// 9: with a straight tail; with a bent one; like a g
     {{{.82, .22},
       {.60, .02},
       {.25, .08},
       {.15, .33},
       {.40, .52},
       {.72, .42},
       {.82, .20},
       {.82, .20},
       {.78, .6},
       {.65, 1}}},
     {{{.80, .20}, {.52, .02}, {.20, .18}, {.28, .46}, {.62, .46}, {.82, .22}, {.84, .60}, {.60, .98}, {.22, .90}}},
     {{{.78, .12}, {.40, .02}, {.18, .25}, {.35, .48}, {.70, .40}, {.80, .15}, {.74, .55}, {.70, 1}}}},
}};

constexpr int side = 28;

// How far a digit strays from the model; widths are in pixels.
constexpr double wobble = 0.03, slant = 0.22, turn = 0.10, elastic = 0.055, offset = 0.8;

// A smooth random displacement of the unit square: values on a 4 x 4 grid, between them weighted by smooth steps.
class ElasticField {
 public:
  explicit ElasticField(Dice& dice) {
    for (Point& point : grid_) point = {dice.normal(elastic), dice.normal(elastic)};
  }
  Point at(Point p) const {
    const double x = std::clamp(p.x, 0.0, 0.999) * 3, y = std::clamp(p.y, 0.0, 0.999) * 3;
    const double column = std::floor(x), row = std::floor(y);
    const double right = smooth(x - column), down = smooth(y - row);
    const Point* corner = &grid_[static_cast<std::size_t>(row * 4 + column)];
    return (corner[0] * (1 - right) + corner[1] * right) * (1 - down) +
           (corner[4] * (1 - right) + corner[5] * right) * down;
  }

 private:
  static double smooth(double t) { return t * t * (3 - 2 * t); }
  std::array<Point, 16> grid_;
};

// A random rotation, slant and change of proportions about the centre of the unit square.
struct LinearMap {
  explicit LinearMap(Dice& dice) {
    const double t = dice.normal(turn / 2);  // tangent of half the angle
    const double cosine = (1 - t * t) / (1 + t * t), sine = 2 * t / (1 + t * t);
    const double width = dice.uniform(0.60, 1.05), shear = 0.12 + dice.normal(slant);
    // Proportions, then slant (the top leans to the right), then rotation.
    xx = cosine * width, xy = -cosine * shear - sine;
    yx = sine * width, yy = -sine * shear + cosine;
  }
  Point operator()(Point p) const {
    p = p - Point{.5, .5};
    return {xx * p.x + xy * p.y, yx * p.x + yy * p.y};
  }
  double xx, xy, yx, yy;
};

// The strokes of one digit as they are written this time: finely sampled, centred on 0, of any size.
Glyph write(int label, Dice& dice) {
  const auto& ways = alphabet[static_cast<std::size_t>(label)];
  Glyph glyph = ways[dice.choice(ways.size())];
  const ElasticField field(dice);
  const LinearMap map(dice);
  Glyph written;
  for (Stroke& stroke : glyph) {
    Point previous{-1, -1}, moved;
    for (Point& point : stroke) {
      if (point != previous) moved = point + Point{dice.normal(wobble), dice.normal(wobble)};
      previous = point;
      point = moved;
    }
    Stroke& samples = written.emplace_back();
    const std::size_t last = stroke.size() - 1;
    for (std::size_t i = 0; i < last; ++i) {  // Catmull-Rom: through the points, smooth where none is repeated
      const Point a = stroke[i == 0 ? 0 : i - 1], b = stroke[i], c = stroke[i + 1], d = stroke[std::min(i + 2, last)];
      if (b == c) continue;
      constexpr int steps = 6;
      for (int step = i == 0 ? 0 : 1; step <= steps; ++step) {
        const double t = double(step) / steps;
        const Point p =
            (b * 2 + (c - a) * t + (a * 2 - b * 5 + c * 4 - d) * (t * t) + (b * 3 - a - c * 3 + d) * (t * t * t)) * 0.5;
        samples.push_back(map(p + field.at(p)));
      }
    }
  }
  return written;
}

// Scales and moves the strokes so that they fit a box of 20 x 20 and lie about the centre of the image.
void place(Glyph& glyph, Dice& dice) {
  Point low{1e9, 1e9}, high{-1e9, -1e9}, sum;
  double length = 0;
  for (const Stroke& stroke : glyph) {
    for (std::size_t i = 0; i < stroke.size(); ++i) {
      low = {std::min(low.x, stroke[i].x), std::min(low.y, stroke[i].y)};
      high = {std::max(high.x, stroke[i].x), std::max(high.y, stroke[i].y)};
      if (i == 0) continue;
      const Point step = stroke[i] - stroke[i - 1];
      const double piece = std::sqrt(step.x * step.x + step.y * step.y);
      sum = sum + (stroke[i] + stroke[i - 1]) * (piece / 2);
      length += piece;
    }
  }
  const double size = 18 * dice.uniform(0.85, 1.08);  // of the pen's path; its width adds to that
  const double scale = size / std::max(high.x - low.x, high.y - low.y);
  const Point centre = sum * (1 / length);
  const auto inside = [&dice, scale](double below, double above) {  // a place near the middle with room on both sides
    constexpr double margin = 3;                                    // half a pen and its edge
    return std::clamp(side / 2.0 + dice.normal(offset), margin + below * scale, side - margin - above * scale);
  };
  const double x = inside(centre.x - low.x, high.x - centre.x), y = inside(centre.y - low.y, high.y - centre.y);
  const Point target{x, y};
  for (Stroke& stroke : glyph) {
    for (Point& point : stroke) point = (point - centre) * scale + target;
  }
}

// Paints a piece of a stroke: `ink` becomes at least how much of the pen covers a pixel.
void paint(std::array<float, side * side>& ink, Point from, Point to, double radius) {
  constexpr double soft = 0.6;  // half the width over which the edge of a stroke fades
  const double outer = radius + soft;
  const auto clamped = [](double value) { return static_cast<int>(std::clamp(value, 0.0, double(side))); };
  const int left = clamped(std::min(from.x, to.x) - outer), right = clamped(std::max(from.x, to.x) + outer + 1);
  const int top = clamped(std::min(from.y, to.y) - outer), bottom = clamped(std::max(from.y, to.y) + outer + 1);
  const Point step = to - from;
  const double inverse = 1 / std::max(step.x * step.x + step.y * step.y, 1e-12);
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      const Point p = Point{x + 0.5, y + 0.5} - from;
      const double along = std::clamp((p.x * step.x + p.y * step.y) * inverse, 0.0, 1.0);
      const Point away = p - step * along;
      const double distance = std::sqrt(away.x * away.x + away.y * away.y);
      const double cover = std::clamp((outer - distance) / (2 * soft), 0.0, 1.0);
      float& pixel = ink[static_cast<std::size_t>(y * side + x)];
      pixel = std::max(pixel, static_cast<float>(cover));
    }
  }
}

}  // namespace

void draw_digit(int label, std::uint64_t seed, std::span<std::uint8_t> pixels) {
  Dice dice(seed);
  Glyph glyph = write(label, dice);
  place(glyph, dice);

  std::array<float, side * side> ink{};
  const double pen = dice.uniform(0.75, 1.75);
  for (const Stroke& stroke : glyph) {
    double radius = pen * dice.uniform(0.85, 1.15);
    const double growth = dice.normal(0.012) * pen;  // the pen is pressed more or less as it goes
    for (std::size_t i = 1; i < stroke.size(); ++i) {
      radius = std::clamp(radius + growth, 0.6, 2.3);
      paint(ink, stroke[i - 1], stroke[i], radius);
    }
  }

  const double darkness = dice.uniform(0.85, 1.1);
  for (std::size_t i = 0; i < ink.size(); ++i) {
    // Paper and pen are uneven: noise where there is ink, a little of it everywhere.
    const double noise = static_cast<double>(random_bits(seed, static_cast<std::uint32_t>(i)) >> 8) / (1 << 24) - 0.5;
    const double grey = ink[i] * (darkness + 0.25 * noise) + (ink[i] > 0 ? 0.0 : 0.06 * std::max(0.0, noise - 0.3));
    pixels[i] = static_cast<std::uint8_t>(std::clamp(grey, 0.0, 1.0) * 255 + 0.5);
  }
}

}  // namespace backcheck::experiments
