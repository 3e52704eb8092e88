// Finding what is to be verified in somebody else's header.
#include "tests/outside/source.hpp"

#include <gtest/gtest.h>

namespace backcheck::outside {
namespace {

std::string sentence_on(const std::string& source, const std::string& type = "") {
  try {
    to_verify(structs_in(source), "my.hpp", type);
  } catch (const NothingToVerify& nothing) {
    return nothing.sentence;
  }
  return "";
}

TEST(Source, FindsLayersWithTheirNamespaceLinesAndDeclarations) {
  const auto structs = structs_in(R"(#pragma once
#define ODD { {
namespace a::b { namespace {
// struct Commented { void forward(); };
const char* text = "struct Quoted {"; const char brace = '{';
template <class T>
struct Conv2d final {
  Index stride = 1;
  void forward(const Tensor<T>& input,
               Tensor<T>& output) const { helper.forward(input); }
  template <class U> void backward(U) const;
};
}}
struct Plain;
)");
  ASSERT_EQ(structs.size(), 1U);
  EXPECT_EQ(structs[0].name, "Conv2d");
  EXPECT_EQ(structs[0].scope, "a::b::");
  EXPECT_EQ(structs[0].line, 7);
  EXPECT_EQ(structs[0].template_parameters, 1);
  EXPECT_EQ(structs[0].functions.at("forward").line, 9);
  EXPECT_EQ(structs[0].functions.at("forward").text, "void forward(const Tensor<T>& input, Tensor<T>& output) const");
  EXPECT_TRUE(structs[0].is_layer());
}

TEST(Source, TellsLossesAndSpecifications) {
  const auto structs = structs_in(
      "namespace x { template <class T> class Hinge : Base { public: T operator()(int) const; bool operator==(int); };"
      "inline const suite::Specification<suite::LossOptions> specification{}; } struct Other { int forward = 0; };");
  ASSERT_EQ(structs.size(), 2U);
  EXPECT_TRUE(structs[0].is_loss());
  EXPECT_TRUE(structs[0].has_specification);
  EXPECT_FALSE(structs[1].is_layer());
  EXPECT_FALSE(structs[1].has_specification);
}

TEST(Source, SaysWhatIsMissing) {
  EXPECT_EQ(sentence_on(""),
            "my.hpp has no layer or loss: a struct template with forward and backward, or one named like those of "
            "core/layers.def; it has no struct at all");
  EXPECT_EQ(sentence_on("struct Options {};", "Conv2d"), "my.hpp has no struct Conv2d; it has Options");
  EXPECT_EQ(sentence_on("\nstruct Conv2d { void forward(); };", "Conv2d"),
            "my.hpp:2: Conv2d must be a template over its number type: template <Scalar T> struct Conv2d");
  EXPECT_NE(
      sentence_on("template <class T> struct Hinge { T operator()(); };").find("is not a loss of core/layers.def"),
      std::string::npos);
  EXPECT_EQ(sentence_on("namespace s { template <class T> struct Mine { void forward(); }; }", "s::Mine"), "");
}

TEST(Source, SurvivesAnything) {
  for (const std::string source : {"struct", "struct {", "namespace", "template <", "/*", "\"", "R\"(", "}}}", "'",
                                   "template <class T> struct A { void forward(", "struct A { operator", "#"}) {
    EXPECT_NO_THROW(structs_in(source)) << source;
  }
}

TEST(Source, MakesAProgramThatSaysWhatIsFound) {
  const auto structs = structs_in("template <class T> struct Conv2d {\n  void forward(T) const;\n};");
  const std::string program = program_for(to_verify(structs, "my.hpp", ""), "/there/my.hpp", "my.hpp");
  EXPECT_NE(program.find("#include \"/there/my.hpp\"\n"), std::string::npos);
  EXPECT_NE(program.find("#line 2 \"my.hpp\"\nstatic_assert("), std::string::npos);
  EXPECT_NE(program.find("found: void forward(T) const\")"), std::string::npos);
  EXPECT_NE(program.find("there is no function backward"), std::string::npos);
  EXPECT_NE(program.find("layer_under_test<TheLayer1, backcheck::Conv2dOptions>(\"Conv2d\", \"my.hpp\")"),
            std::string::npos);
}

}  // namespace
}  // namespace backcheck::outside
