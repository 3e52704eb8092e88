// Text in Markdown, as findings, summaries and the ledger are written, and its HTML.
//
// A sentence one of whose numbers is NaN is left out: it was not measured.
//
//   Markdown text;
//   text.bullet("The network reaches {:.1f} % of the test images.", accuracy);
//   text.table({"run", "accuracy [%]"}, {{"SGD", "91.2"}, {"Adam", "97.0"}});
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "experiments/writing/text.hpp"

namespace backcheck::writing {

class Markdown {
 public:
  // Sentences with holes, in the language of {fmt}.
  template <class... Arguments>
  Markdown& paragraph(fmt::format_string<Arguments...> sentences, Arguments&&... arguments) {
    return add_block(sentence(sentences, std::forward<Arguments>(arguments)...));
  }
  template <class... Arguments>
  Markdown& bullet(fmt::format_string<Arguments...> sentences, Arguments&&... arguments) {
    return add_bullet(sentence(sentences, std::forward<Arguments>(arguments)...));
  }
  Markdown& heading(int level, std::string_view title);

  // Rows of cells under a header. Columns whose name is followed by ":" are aligned to the right. Bars and line ends in
  // a cell are text. Throws std::invalid_argument where a row has another length than the header.
  using Row = std::vector<std::string>;
  Markdown& table(const Row& header, const std::vector<Row>& rows);

  const std::string& text() const { return text_; }

 private:
  Markdown& add_block(const std::string& text);
  Markdown& add_bullet(const std::string& text);

  std::string text_;
  bool in_list_ = false;
};

// "a, b, c"
std::string joined(const std::vector<std::string>& parts, std::string_view separator = ", ");

}  // namespace backcheck::writing
