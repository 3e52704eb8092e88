// The page in a headless browser. It is loaded into a frame of 400 pixels and a wide one, by a page that reports what
// it sees there; the frame's layout is that of a phone.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "program.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* observer = R"(<!DOCTYPE html>
<iframe id="phone" style="width:400px;height:800px;border:0" src="reports/index.html"></iframe>
<iframe id="desk" style="width:1600px;height:800px;border:0" src="reports/index.html"></iframe>
<pre id="report"></pre>
<script>
onload = () => {
  let report = '';
  for (const id of ['phone', 'desk']) {
    const view = document.getElementById(id).contentWindow, page = view.document;
    const ids = [...page.querySelectorAll('[id]')].map(e => e.id);
    const broken = [...page.querySelectorAll('a[href^="#"]')].filter(a => !page.getElementById(a.hash.slice(1)));
    const uses = [...page.querySelectorAll('use')].filter(
        u => !page.getElementById((u.getAttribute('href') || u.getAttribute('xlink:href')).slice(1)));
    report += `${id} width ${page.documentElement.scrollWidth} of ${page.documentElement.clientWidth}; ` +
        `requests ${view.performance.getEntriesByType('resource').length}; double ids ${ids.length - new Set(ids).size}; ` +
        `broken links ${broken.length}; broken uses ${uses.length}; scripts ${page.scripts.length}; ` +
        `drawings ${page.querySelectorAll('figure svg').length}\n`;
  }
  document.getElementById('report').textContent = report;
};
</script>
)";

bool has_chromium() { return std::system("command -v chromium >/dev/null 2>&1") == 0; }

TEST(Page, ShowsFindingsVerdictsAndFiguresAsText) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "a-noise").status, 0);
  const std::string page = read_file(folder / "reports/index.html");
  EXPECT_TRUE(contains(page, "Is &lt;noise&gt; judged by its interval?"));
  EXPECT_TRUE(contains(page, "There are <strong>2</strong> runs."));
  EXPECT_TRUE(contains(page, "it was made up &amp; typed in"));
  EXPECT_TRUE(contains(page, "href=\"a-noise/F01-noise.dat\""));
  EXPECT_TRUE(contains(page, "href=\"a-noise/F01-noise.gp\""));
  EXPECT_TRUE(contains(page, "<title>Noise is noise</title>"));
  EXPECT_TRUE(contains(page, "<title>2 of 3 judged numbers lie where one more run of ours would</title>"));
  EXPECT_TRUE(contains(page, "Not run: <code>experiments/run c-digits</code>"));
  EXPECT_FALSE(contains(page, "<noise>"));
  EXPECT_FALSE(contains(page, "<script"));
}

TEST(Page, FitsAPhoneAndAsksTheNetworkForNothing) {
  if (!has_chromium()) GTEST_SKIP() << "there is no chromium on this machine (Debian package chromium)";
  const Folder folder;
  ASSERT_EQ(run_program(folder, "a-noise").status, 0);
  write_file(folder / "observer.html", observer);
  const std::string command = "cd '" + folder.path().string() +
                              "' && timeout --kill-after=5 60 chromium --headless=new --no-sandbox --disable-gpu "
                              "--hide-scrollbars --user-data-dir=profile "
                              "--allow-file-access-from-files --enable-logging=stderr --virtual-time-budget=3000 "
                              "--dump-dom observer.html >dom.txt 2>log.txt";
  ASSERT_EQ(std::system(command.c_str()), 0) << read_file(folder / "log.txt");
  const std::string dom = read_file(folder / "dom.txt");
  const std::string clean = "; requests 0; double ids 0; broken links 0; broken uses 0; scripts 0; drawings 3";
  EXPECT_TRUE(contains(dom, "phone width 400 of 400" + clean));
  EXPECT_TRUE(contains(dom, "desk width 1600 of 1600" + clean));
  EXPECT_FALSE(contains(read_file(folder / "log.txt"), "CONSOLE"));
}

}  // namespace
}  // namespace backcheck::experiments
