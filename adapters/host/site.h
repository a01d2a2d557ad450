// Site is one clinic as it is served: a name, and the rulebook that is published at the moment.
#ifndef VERBATIM_ADAPTERS_HOST_SITE_H_
#define VERBATIM_ADAPTERS_HOST_SITE_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "adapters/host/site_loader.h"

namespace verbatim {

// How the last change of the rule files went.
struct SiteState {
  std::string revision;            // of the rules that are served
  std::uint64_t published = 0;     // how often new rules have taken the place of others
  std::size_t mistakes = 0;        // of the files as they are now; above 0 the last good rules are served
  std::string first_mistake = {};  // "file:line:col: …"; empty when there is none
};

// Any thread may call any function.
class Site {
 public:
  // REQUIRES: it has a rulebook.
  explicit Site(LoadedSite loaded)
      : name_(std::move(loaded.name)),
        rulebook_(std::move(loaded.rulebook)),
        state_{.revision = loaded.revision} {}

  const std::string& name() const { return name_; }

  // Whoever holds it keeps it: a turn that began with a rulebook ends with it.
  std::shared_ptr<const Rulebook> rulebook() const {
    const std::lock_guard lock(mutex_);
    return rulebook_;
  }

  // How long a conversation is kept after its last message, and a question without an answer: 0 for never.
  std::chrono::seconds retention() const {
    return std::chrono::seconds(
        static_cast<std::int64_t>(rulebook()->clinic().retention.conversation_hours * 3600));
  }
  std::chrono::seconds unanswered_kept_for() const {
    return std::chrono::seconds(
        static_cast<std::int64_t>(rulebook()->clinic().retention.unanswered_days * 86400));
  }

  SiteState state() const {
    const std::lock_guard lock(mutex_);
    return state_;
  }

  // Serves these rules from now on; when they have errors, the ones before stay and the errors are kept.
  // Gives whether the rules that are served have changed.
  bool publish(LoadedSite loaded);

 private:
  const std::string name_;

  // State below is protected by mutex_.
  mutable std::mutex mutex_;
  std::shared_ptr<const Rulebook> rulebook_;
  SiteState state_;
};

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_HOST_SITE_H_
