#include "adapters/host/site.h"

#include <algorithm>

namespace verbatim {
namespace {

bool is_error(const Diagnostic& one) { return one.severity == Severity::kError; }

// A name that is not known often follows from another mistake, which then is the one to mend.
bool is_cause(const Diagnostic& one) { return is_error(one) && !one.code.starts_with("unknown-"); }

std::string first_mistake(const std::vector<Diagnostic>& diagnostics) {
  auto first = std::ranges::find_if(diagnostics, is_cause);
  if (first == diagnostics.end()) first = std::ranges::find_if(diagnostics, is_error);
  return first == diagnostics.end() ? std::string{} : to_human(*first);
}

}  // namespace

bool Site::publish(LoadedSite loaded) {
  std::shared_ptr<const Rulebook> before;  // given up after the lock: freeing a rulebook takes time
  const std::lock_guard lock(mutex_);
  state_.mistakes = 0;
  state_.first_mistake.clear();
  if (!loaded.rulebook) {
    state_.mistakes = static_cast<std::size_t>(std::ranges::count_if(loaded.diagnostics, is_error));
    state_.first_mistake = first_mistake(loaded.diagnostics);
    return false;
  }
  if (loaded.revision == state_.revision) return false;
  before = std::exchange(rulebook_, std::move(loaded.rulebook));
  state_.revision = std::move(loaded.revision);
  ++state_.published;
  return true;
}

}  // namespace verbatim
