// What the handles of the C ABI point at, and how nothing thrown ever leaves it.
#ifndef VERBATIM_ENGINE_C_HANDLES_H_
#define VERBATIM_ENGINE_C_HANDLES_H_

#include <exception>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/c/verbatim.h"
#include "engine/engine.h"

struct verbatim_error {
  std::string message;
};

struct verbatim_rulebook {
  std::shared_ptr<const verbatim::Rulebook> rulebook;
};

struct verbatim_session {
  verbatim::Session session;
  std::string json = {};
};

struct verbatim_reply {
  verbatim::Reply reply;
  std::string text;
  std::string json;
  std::string kind;
  std::string rule;
};

namespace verbatim::c {

inline std::string_view view(const char* data, std::size_t size) {
  return data ? std::string_view(data, size) : std::string_view{};
}

inline verbatim_text text_of(const std::string& text) { return {text.c_str(), text.size()}; }

// Sets the error when the caller wants to know; with no memory left for it, it stays null.
void fail(verbatim_error** error, std::string message);

// A rulebook, or its errors, one a line.
verbatim_rulebook* take(ParseResult result, verbatim_error** error);

// What `work` gives; null, and an error, when it throws.
template <class Work>
std::invoke_result_t<Work> guarded(verbatim_error** error, Work work) noexcept {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    fail(error, "There is not enough memory.");
  } catch (const std::exception& failure) {
    fail(error, failure.what());
  }
  return nullptr;
}

}  // namespace verbatim::c

#endif  // VERBATIM_ENGINE_C_HANDLES_H_
