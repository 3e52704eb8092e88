#include "experiments/support/markdown.hpp"

#include <gtest/gtest.h>

namespace backcheck::experiments {
namespace {

TEST(Markdown, MarkupInTextIsText) {
  EXPECT_EQ(markdown_to_html("a <b> & \"c\""), "<p>a &lt;b&gt; &amp; &quot;c&quot;</p>\n");
  EXPECT_EQ(markdown_to_html("`<script>`"), "<p><code>&lt;script&gt;</code></p>\n");
}

TEST(Markdown, SpansAndParagraphs) {
  EXPECT_EQ(markdown_to_html("**Yes**, *no*:\nsee [it](a/b.md)\n\n2 * 3 * 4"),
            "<p><strong>Yes</strong>, <em>no</em>: see <a href=\"a/b.md\">it</a></p>\n<p>2 * 3 * 4</p>\n");
}

TEST(Markdown, ListsContinueOnIndentedLines) {
  EXPECT_EQ(markdown_to_html("- one\n  more\n- two"), "<ul>\n<li>one more</li>\n<li>two</li>\n</ul>\n");
}

TEST(Markdown, TablesHaveTheirOwnBox) {
  EXPECT_EQ(markdown_to_html("| a | b |\n|---|---|\n| 1 | x \\| y |"),
            "<div class=\"scroll\"><table>\n<tr><th> a </th><th> b </th></tr>\n"
            "<tr><td> 1 </td><td> x | y </td></tr>\n</table></div>\n");
}

}  // namespace
}  // namespace backcheck::experiments
