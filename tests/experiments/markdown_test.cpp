#include "experiments/writing/markdown.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "experiments/writing/html.hpp"

namespace backcheck::writing {
namespace {

TEST(Markdown, IsBuiltFromSentencesWithHoles) {
  Markdown text;
  text.bullet("{:.1f} % of {}", 91.25, "all").bullet("second").paragraph("the end");
  EXPECT_EQ(text.text(), "- 91.2 % of all\n- second\n\nthe end\n");
}

TEST(Markdown, LeavesOutASentenceOneOfWhoseNumbersWasNotMeasured) {
  const double missing = std::nan("");
  Markdown text;
  text.bullet("{:.1f} %", missing).paragraph("{} and {:.1f}", "this", missing).bullet("{:.1f} %", 91.25);
  EXPECT_EQ(text.text(), "- 91.2 %\n");
}

TEST(Markdown, TableCellsAreTextAndColumnsAlign) {
  Markdown text;
  text.table({"run", "n:"}, {{"a|b\nc", "3"}});
  EXPECT_EQ(text.text(), "| run | n |\n|---|---:|\n| a\\|b c | 3 |\n");
  EXPECT_THROW(text.table({"run", "n"}, {{"one cell"}}), std::invalid_argument);
}

TEST(Html, MarkupInTextIsText) {
  EXPECT_EQ(markdown_to_html("a <b> & \"c\""), "<p>a &lt;b&gt; &amp; &quot;c&quot;</p>\n");
  EXPECT_EQ(markdown_to_html("`<script>`"), "<p><code>&lt;script&gt;</code></p>\n");
}

TEST(Html, HasSpansParagraphsAndNestedLists) {
  EXPECT_EQ(markdown_to_html("**Yes**, *no*: see [it](a/b.md)\n\n2 * 3"),
            "<p><strong>Yes</strong>, <em>no</em>: see <a href=\"a/b.md\">it</a></p>\n<p>2 * 3</p>\n");
  EXPECT_EQ(markdown_to_html("- one\n    - two"), "<ul>\n<li>one<ul>\n<li>two</li>\n</ul>\n</li>\n</ul>\n");
}

TEST(Html, TablesScrollInABoxOfTheirOwnInListsToo) {
  const std::string html = markdown_to_html("- a:\n\n  | x | y |\n  |---|---|\n  | 1 | 2 \\| 3 |\n");
  EXPECT_NE(html.find("<div class=\"scroll\"><table>"), std::string::npos) << html;
  EXPECT_NE(html.find("<td>2 | 3</td>"), std::string::npos) << html;
  EXPECT_EQ(html.find("|---"), std::string::npos) << html;
}

TEST(Html, LinksLeadToFilesAndHttpsOnly) {
  EXPECT_EQ(markdown_to_html("[x](javascript:alert(1))"), "<p><a href=\"#\">x</a></p>\n");
  EXPECT_EQ(markdown_to_html("![x](data:text/html,1)"), "<p><img src=\"#\" alt=\"x\"></p>\n");
  EXPECT_EQ(markdown_to_html("[x](https://example.org/a:b)"), "<p><a href=\"https://example.org/a:b\">x</a></p>\n");
}

TEST(Html, Base64IsThatOfRfc4648) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

}  // namespace
}  // namespace backcheck::writing
