#include "experiments/publishing/page.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "experiments/publishing/ledger.hpp"
#include "experiments/publishing/page_style.hpp"
#include "experiments/writing/files.hpp"
#include "experiments/writing/html.hpp"
#include "experiments/writing/markdown.hpp"

namespace backcheck::experiments {

namespace fs = std::filesystem;

namespace {

using writing::base64;
using writing::escape_html;
using writing::read_file;

std::string link(const std::string& address, const std::string& text) {
  return "<a href=\"" + escape_html(address) + "\">" + escape_html(text) + "</a>";
}

template <class V>  // of a number or of a claim
std::string badge(V verdict) {
  std::string css = to_string(verdict);
  std::transform(css.begin(), css.end(), css.begin(),
                 [](unsigned char c) { return c == ' ' ? '-' : static_cast<char>(std::tolower(c)); });
  return "<span class=\"verdict " + css + "\">" + to_string(verdict) + "</span>";
}

// "data-label" is what a card on a phone shows before the value.
std::string cell(const std::string& label, const std::string& html) {
  return html.empty() ? "<td></td>" : "<td data-label=\"" + label + "\"><div>" + html + "</div></td>";
}

// Makes ids begin with `prefix`, so that two figures on one page do not share any. gnuplot gives the same ids to every
// panel of a figure: from the second on, they are numbered.
std::string with_prefixed_ids(const std::string& svg, const std::string& prefix) {
  constexpr std::array<std::string_view, 5> marks = {" id=\"", " id='", "href=\"#", "href='#", "url(#"};
  std::map<std::string, int> defined;
  std::string result;
  for (std::size_t i = 0; i < svg.size();) {
    const auto mark =
        std::find_if(marks.begin(), marks.end(), [&](std::string_view m) { return svg.compare(i, m.size(), m) == 0; });
    if (mark == marks.end()) {
      result += svg[i++];
      continue;
    }
    result += std::string(*mark) + prefix;
    i += mark->size();
    if (!mark->starts_with(" id")) continue;
    const std::size_t end = svg.find(mark->back(), i);
    const std::string name = svg.substr(i, end - i);
    const int count = ++defined[name];
    result += count == 1 ? name : name + "-" + std::to_string(count);
    i += name.size();
  }
  return result;
}

// The drawing as part of an HTML page: without its XML declaration, named by the figure's title, free to shrink.
std::string inline_svg(const std::string& file, const FigureEntry& figure, const std::string& prefix) {
  const std::size_t start = file.find("<svg");
  if (start == std::string::npos) return "";
  std::string svg = with_prefixed_ids(file.substr(start), prefix + "-");
  const std::size_t title = svg.find("<title>"), title_end = svg.find("</title>");
  if (title != std::string::npos && title_end != std::string::npos) {
    svg.replace(title, title_end - title, "<title>" + escape_html(figure.title));
  }
  svg.insert(4, " role=\"img\"");
  return svg;
}

// A drawing of many thousand cells is shown as its picture, so that the page stays one that a phone can load.
std::string drawing(const std::string& folder, const FigureEntry& figure, const fs::path& base) {
  constexpr std::size_t largest = 300'000;  // bytes
  const std::string svg = load_drawing(base.parent_path(), figure);
  if (svg.size() <= largest) return inline_svg(svg, figure, folder + "-" + figure.name);
  return "<img alt=\"" + escape_html(figure.title) + "\" src=\"data:image/png;base64," +
         base64(read_file(base.string() + ".png")) + "\">\n";
}

std::string figure_html(const std::string& folder, const FigureEntry& figure, const fs::path& root) {
  const std::string base = folder + "/" + figure.name;
  return "<figure>\n<div class=\"plot\" tabindex=\"0\">" + drawing(folder, figure, root / base) +
         "</div>\n<figcaption>" + escape_html(figure.caption) + " " + link(base + ".dat", "data") + ", " +
         link(base + ".gp", "script") + ", " + link(base + ".svg", "SVG") + ", " + link(base + ".png", "PNG") +
         "</figcaption>\n</figure>\n";
}

std::string numbers_html(const ExperimentSummary& summary) {
  if (summary.numbers.empty()) return "";
  std::string html =
      "<table class=\"cards\">\n<thead><tr><th>item</th><th>quantity</th><th>published</th><th>ours</th>"
      "<th>verdict</th><th>cause</th></tr></thead>\n<tbody>\n";
  for (const JudgedNumber& judged : summary.numbers) {
    std::string ours;
    for (const std::string& text : our_texts(judged)) ours += (ours.empty() ? "" : "<br>") + escape_html(text);
    std::string quantity = escape_html(judged.number.quantity);
    if (!judged.number.meaning.empty()) {
      quantity += " <span class=\"soft\">(" + escape_html(judged.number.meaning) + ")</span>";
    }
    html += "<tr>" + cell("item", escape_html(judged.number.item())) + cell("quantity", quantity) +
            cell("published", escape_html(published_text(judged))) + cell("ours", ours) +
            cell("verdict", badge(judged.judgement.verdict) +
                                (judged.judgement.flag.empty()
                                     ? ""
                                     : "<br><span class=\"soft\">" + escape_html(judged.judgement.flag) + "</span>")) +
            cell("cause", escape_html(judged.judgement.cause)) + "</tr>\n";
  }
  return html + "</tbody></table>\n";
}

std::string claims_html(const std::vector<ExperimentSummary>& summaries) {
  std::string rows;
  for (const auto& [experiment, claim] : claims_by_item(summaries)) {
    rows += "<tr>" + cell("item", link("#" + experiment, claim->item)) +
            cell("the report says", escape_html(claim->says)) + cell("verdict", badge(claim->verdict)) +
            cell("measured", escape_html(claim->measured + (claim->effect.empty() ? "" : ": " + claim->effect))) +
            cell("remark", escape_html(claim->remark)) + "</tr>\n";
  }
  if (rows.empty()) return "";
  return "<h3>What the reports conclude</h3>\n<p class=\"soft\">Each effect is above 0 where the sentence is true; its "
         "95 % interval over seeds decides.</p>\n<table class=\"cards\">\n<thead><tr><th>item</th><th>the report "
         "says</th><th>verdict</th><th>effect measured</th><th>remark</th></tr></thead>\n<tbody>\n" +
         rows + "</tbody></table>\n";
}

std::string assumptions_html(const ExperimentSummary& summary) {
  std::string items;
  for (const std::string& assumption : summary.assumptions) items += "<li>" + escape_html(assumption) + "</li>\n";
  for (const JudgedNumber& judged : summary.numbers) {
    const auto& [number, assumed, judgement] = judged;
    if (number.given.empty() && assumed.empty()) continue;
    items += "<li>" +
             escape_html(number.item() + ", " + number.quantity + ":" +
                         (number.given.empty() ? "" : " given " + number.given + ".") +
                         (assumed.empty() ? "" : " assumed " + assumed + ".")) +
             "</li>\n";
  }
  return items.empty() ? "" : "<details><summary>Assumptions</summary>\n<ul>\n" + items + "</ul></details>\n";
}

std::string experiment_html(const ExperimentSummary& summary, const fs::path& root) {
  const std::string id = "<article id=\"" + escape_html(summary.name) + "\"";
  const std::string title = "<h3>" + escape_html(summary.title) + "</h3>\n";
  if (summary.data_label == "not run") {
    return id + " class=\"absent\">\n" + title + "<p class=\"soft\">Not run: <code>" + escape_html(summary.command) +
           "</code></p>\n</article>\n";
  }
  std::string html = id + ">\n" + title + "<p class=\"lead\">" + escape_html(summary.question) +
                     "</p>\n<p class=\"soft\">" + escape_html(summary.source) +
                     ". Data: " + escape_html(summary.data_label) + ".</p>\n" +
                     writing::markdown_to_html(summary.findings) + numbers_html(summary);
  for (const FigureEntry& figure : summary.figures) html += figure_html(summary.name, figure, root);
  return html + assumptions_html(summary) + "<p class=\"soft\">Again: <code>" + escape_html(summary.command) +
         "</code>. All samples: " + link(summary.name + "/runs.csv", "runs.csv") +
         "; settings: " + link(summary.name + "/manifest.json", "manifest.json") + ".</p>\n</article>\n";
}

std::string outcomes_html(const std::vector<ExperimentSummary>& summaries) {
  std::string html;
  for (const ReportOutcome& outcome : outcomes(summaries)) {
    html += "<p><b>" + escape_html(outcome.report) + ".</b> " + escape_html(sentences(outcome)) + "</p>\n";
  }
  return html;
}

std::string overview_html(const std::vector<ExperimentSummary>& summaries, const std::optional<FigureEntry>& overview,
                          const fs::path& root) {
  std::string html = "<h2 id=\"overview\">What was reproduced, and what was not</h2>\n" +
                     (overview ? figure_html("overview", *overview, root) : "") + outcomes_html(summaries) +
                     "<div class=\"scroll\" tabindex=\"0\">"
                     "<table class=\"counts\">\n<tr><th>published numbers</th>";
  for (const Verdict verdict : all_verdicts) html += "<th>" + badge(verdict) + "</th>";
  html += "</tr>\n";
  for (const auto& [name, counts] : count_verdicts(summaries)) {
    html += "<tr><td>" + escape_html(name) + "</td>";
    for (const Verdict verdict : all_verdicts) {
      const auto found = counts.find(verdict);
      html += "<td>" + (found == counts.end() ? "" : std::to_string(found->second)) + "</td>";
    }
    html += "</tr>\n";
  }
  html +=
      "</table></div>\n<p class=\"soft\">A published number is one run: WITHIN means that one more run of ours could "
      "have given it (95 % prediction interval), NEAR that it lies inside twice that interval, DIFFERS that it does "
      "not. EXACT is a deterministic number. Where a report leaves settings open, a run is EXPLAINED if one choice of "
      "them "
      "gives all its numbers, else UNEXPLAINED. UNKNOWABLE: it depends on unnamed hardware. ARTEFACT: the number is "
      "not "
      "what the report says it is. All of them: " +
      link("ledger.md", "ledger") + ", " + link("ledger.csv", "as CSV") + ".</p>\n";
  std::string differing;
  for (const ExperimentSummary& summary : summaries) {
    for (const JudgedNumber& judged : summary.numbers) {
      if (judged.judgement.verdict != Verdict::differs) continue;
      std::string ours;
      for (const std::string& text : our_texts(judged)) ours += (ours.empty() ? "" : " / ") + text;
      differing += "<li>" + badge(Verdict::differs) + " " + link("#" + summary.name, judged.number.item()) + " " +
                   escape_html(judged.number.quantity) + ": published " + escape_html(published_text(judged)) +
                   ", ours " + escape_html(ours.empty() ? "none" : ours) +
                   (judged.judgement.cause.empty() ? "" : ". " + escape_html(judged.judgement.cause)) + "</li>\n";
    }
  }
  if (!differing.empty())
    html += "<h3>What differs, and why</h3>\n<ul class=\"differs-list\">\n" + differing + "</ul>\n";
  return html + claims_html(summaries);
}

}  // namespace

void write_page(const std::vector<ExperimentSummary>& summaries, const std::optional<FigureEntry>& overview,
                const fs::path& root) {
  std::map<std::string, std::vector<const ExperimentSummary*>> groups;  // by report; those that name none come last
  for (const ExperimentSummary& summary : summaries) {
    const std::string source = source_report(summary);
    groups[source.empty() ? "beyond the reports" : source].push_back(&summary);
  }
  std::string nav, body;
  for (const auto& [name, members] : groups) {
    const std::string heading = name.starts_with("Report") ? name : "Beyond the reports";
    nav += "<p class=\"soft\">" + escape_html(heading) + "</p>\n<ul>\n";
    body += "<h2>" + escape_html(heading) + "</h2>\n";
    for (const ExperimentSummary* summary : members) {
      nav += "<li>" + link("#" + summary->name, summary->title) + "</li>\n";
      body += experiment_html(*summary, root);
    }
    nav += "</ul>\n";
  }
  writing::write_file(
      root / "index.html",
      std::string("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<link rel=\"icon\" href=\"data:,\">\n<title>Backcheck: five reports, reproduced</title>\n"
                  "<style>") +
          page_style +
          "</style>\n</head>\n<body>\n<header>\n<h1>Five reports on convolutional networks, reproduced</h1>\n"
          "<p class=\"lead\">Backcheck trains again what five course reports trained, and compares every number "
          "they print with what one more run would give.</p>\n</header>\n<main>\n" +
          overview_html(summaries, overview, root) + "<nav>\n" + nav +
          "<p class=\"soft\">Beside the reports</p>\n<ul>\n<li>" +
          link("bench/summary.md", "Benchmarks: naive against fast") + "</li>\n<li>" +
          link("kill-matrix/summary.md", "Which check finds which wrong layer") + "</li>\n<li>" +
          link("field-guide/index.html", "A field guide to wrong gradients") + "</li>\n</ul>\n</nav>\n" + body +
          "</main>\n<footer>Written by experiments/run.</footer>\n</body>\n</html>\n");
}

}  // namespace backcheck::experiments
