// Tables, QnA Maker and Rasa: entries, and remarks with their lines.
#include <doctest/doctest.h>

#include <string>

#include "adapters/cli/import/columns.h"
#include "adapters/cli/import/lines.h"
#include "adapters/cli/import/read_entries.h"

using namespace verbatim::cli;

namespace {

// "1 id/topic question (alternate; …) = answer [source; …]" a line; remarks as "1!".
std::string shown(const Entries& entries) {
  const auto list = [](const std::vector<std::string>& texts) {
    std::string out;
    for (const auto& text : texts) out += (out.empty() ? "" : "; ") + text;
    return out;
  };
  std::string out;
  for (const auto& entry : entries.entries) {
    out += std::to_string(entry.line) + ' ' + entry.id + '/' + entry.topic + ' ' + entry.question + " (" +
           list(entry.alternates) + ") = " + entry.answer + " [" + list(entry.sources) + "]\n";
  }
  for (const auto& remark : entries.remarks) out += std::to_string(remark.line) + "!\n";
  return out;
}

}  // namespace

TEST_CASE("a table has its columns in any order, under any separator") {
  CHECK(shown(read_table("answer,question\nYes.,Is it?\n")) == "2 / Is it? () = Yes. []\n");
  CHECK(shown(read_table("Question;Answer;Alternate_Questions;TOPIC;id;Source\n"
                         "Is it?;Yes, it is.;\"a\n b \";pain;pain.x;\"s\nt\"\n")) ==
        "2 pain.x/pain Is it? (a; b) = Yes, it is. [s; t]\n");
  CHECK(shown(read_table("sep=;\r\nquestion;answer\r\na;b\r\n")) == "3 / a () = b []\n");
  CHECK(shown(read_table("note\tpregunta\trespuesta\nx\ta\tb\n")) == "2 / a () = b []\n");
}

TEST_CASE("rows that cannot be used are told by their line") {
  CHECK(shown(read_table("question,answer\n,b\na,\na,b,c\na,b\n\"a")) == "5 / a () = b []\n6!\n2!\n3!\n4!\n");
  CHECK(shown(read_table("something,else\na,b\n")) == "1!\n");
  CHECK(shown(read_table("")) == "1!\n");
}

TEST_CASE("a table that is written is read back") {
  const std::vector<Entry> entries = {
      {.id = "a.b",
       .topic = "a",
       .question = "q, \"q\"",
       .alternates = {"x", "y"},
       .answer = "1\n\n2",
       .sources = {"s"}},
      {.id = "a.c", .topic = "a", .question = "=q", .alternates = {}, .answer = "- é", .sources = {}}};
  for (const char separator : {',', ';', '\t'}) {
    const auto text = write_table(entries, separator);
    const auto read = read_table(text);
    CHECK(read.remarks.empty());
    CHECK(write_table(read.entries, separator) == text);
  }
}

TEST_CASE("the rows of QnA Maker are joined by their answer") {
  const std::string_view text =
      "Question\tAnswer\tSource\tMetadata\tSuggestedQuestions\tIsContextOnly\tPrompts\tQnaId\n"
      "Is it?\tYes.\\n\\nIt is.\tfaq.docx\ttopic:pain|x:y\t[]\tFalse\t[]\t1\n"
      "is it so\tYes.\\n\\nIt is.\tfaq.docx\t\t[]\tFalse\t[]\t1\n"
      "Other?\tNo.\tEditorial\t\t[]\tFalse\t[]\t\n";
  CHECK(is_qna_table(text));
  CHECK_FALSE(is_qna_table("question\tanswer\n"));
  CHECK(shown(read_entries(text, "a.tsv", "")) ==
        "2 /pain Is it? (is it so) = Yes.\n\nIt is. [faq.docx]\n4 / Other? () = No. [Editorial]\n");
}

TEST_CASE(".qna files") {
  CHECK(shown(read_entries(
            "> !# @qna.pair.source = book\r\n# ? Is it?\r\n- is it so\r\n* really\r\n\r\n**Filters:**\r\n"
            "- topic = pain\r\n\r\n```markdown\r\nYes.\r\n\r\n- it is\r\n```\r\n"
            "**Prompts:**\r\n- [Go](#x)\r\n# ? No answer\r\nwhat\r\n[import](a.qna)\r\n",
            "a.qna", "")) ==
        "2 /pain Is it? (is it so; really) = Yes.\n\n- it is [book]\n14!\n17!\n18!\n16!\n");
  CHECK(shown(read_entries("# ? a\n```\nnever closed", "a.qna", "")) == "2!\n");
  CHECK(shown(read_entries("- item of nothing\n```\nx\n```\n", "a.qna", "")) == "");
}

TEST_CASE("Rasa: intents and their responses") {
  CHECK(shown(read_entries(R"(version: "3.1"
nlu:
- intent: faq/price
  examples: |
    - how much is it on [Monday](day)
    - what is the [price]{"entity": "x"}
- intent: ask_name
  examples:
  - text: |
      who are you
- synonym: x
- intent: nobody
  examples: |
    - hi
- intent: faq/empty
responses:
  utter_faq/price:
  - text: "It is 5."
  - text: "Five."
  utter_ask_name:
  - text: A clinic.
  utter_faq/empty:
  - text: x
  utter_left:
  - image: x
)",
                           "nlu.yml", "")) ==
        "3 faq.price/faq how much is it on Monday (what is the price) = It is 5. []\n"
        "7 ask_name/ who are you () = A clinic. []\n18!\n12!\n15!\n25!\n");
  for (const auto* text :
       {"", "[]", "nlu: 3", "a: [", "responses: {}\nnlu: []", "nlu: [{intent: [1]}]\nresponses: {[a]: b}",
        "nlu: [{intent: a, examples: {}}]\nresponses: {utter_a: [7]}", "*x", "a: &a [*a]"}) {
    CAPTURE(text);
    const auto entries = read_entries(text, "x.yaml", "");
    CHECK(entries.entries.empty());
    CHECK_FALSE(entries.remarks.empty());
  }
  CHECK(read_entries(std::string(100'000, '['), "x.yaml", "").entries.empty());
}
