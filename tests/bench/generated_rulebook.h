// Rulebooks and questions of any size, the same for the same numbers on every machine.
#ifndef VERBATIM_TESTS_BENCH_GENERATED_RULEBOOK_H_
#define VERBATIM_TESTS_BENCH_GENERATED_RULEBOOK_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "engine/rulebook.h"

namespace verbatim::bench {

// `rules` rules on an aspect of an entity ("cost" of "velora cheeks"), three patterns and two
// examples each.  The vocabulary grows with the square root of the rules, as in a large clinic
// whose topics share their words.
std::vector<SourceFile> generated_files(std::size_t rules);
std::shared_ptr<const Rulebook> generated_rulebook(std::size_t rules);

// Questions of about 12 words for that rulebook: half of them hit one rule, a quarter miss by
// one word, a quarter are small talk.
std::vector<std::string> generated_questions(std::size_t rules, std::size_t count);

}  // namespace verbatim::bench

#endif  // VERBATIM_TESTS_BENCH_GENERATED_RULEBOOK_H_
