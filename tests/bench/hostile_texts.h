// Texts that cost a careless engine more than ordinary ones: what the cost of a byte is compared over.
#ifndef VERBATIM_TESTS_BENCH_HOSTILE_TEXTS_H_
#define VERBATIM_TESTS_BENCH_HOSTILE_TEXTS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim::bench {

struct NamedText {
  std::string_view name;
  std::string text;
};

// `part` over and over, about `bytes` long, cut between two of them.
std::string repeated(std::string_view part, std::size_t bytes);

std::vector<NamedText> hostile_texts();

}  // namespace verbatim::bench

#endif  // VERBATIM_TESTS_BENCH_HOSTILE_TEXTS_H_
