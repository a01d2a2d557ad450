#include "engine/text/stemmer.h"

#include <libstemmer.h>

#include <algorithm>

namespace verbatim::text {
namespace {

bool is_plain(std::string_view word) {
  return std::none_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Stemmer::~Stemmer() {
  if (stemmer_ != nullptr) sb_stemmer_delete(stemmer_);
}

std::string Stemmer::stem(std::string_view folded) {
  auto spelled = respell(language_, folded);
  if (language_.stemmer == nullptr || !is_plain(spelled)) return spelled;
  if (stemmer_ == nullptr) stemmer_ = sb_stemmer_new(language_.stemmer, "UTF_8");
  if (stemmer_ == nullptr) return spelled;
  const auto* word = reinterpret_cast<const sb_symbol*>(spelled.data());
  const auto* result = sb_stemmer_stem(stemmer_, word, static_cast<int>(spelled.size()));
  if (result == nullptr) return spelled;
  return {reinterpret_cast<const char*>(result), static_cast<std::size_t>(sb_stemmer_length(stemmer_))};
}

}  // namespace verbatim::text
