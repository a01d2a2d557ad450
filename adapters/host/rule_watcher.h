// RuleWatcher reads the rule files again when they change, and publishes them where they are sound.
//
// It has a thread of its own: reading, checking and compiling never hold up a visitor.
#ifndef VERBATIM_ADAPTERS_HOST_RULE_WATCHER_H_
#define VERBATIM_ADAPTERS_HOST_RULE_WATCHER_H_

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "adapters/host/host.h"

namespace verbatim {

// A folder that was read again.
struct Reloaded {
  std::string site;
  bool published = false;                    // whether visitors get other rules now
  std::vector<Diagnostic> diagnostics = {};  // of the files as they are now
};

struct WatchOptions {
  // Files are read when nothing has changed for so long: editors save in several steps.
  std::chrono::milliseconds quiet{150};
  // A folder that changes all the time is read at least this often.
  std::chrono::milliseconds patience{1000};
};

class RuleWatcher {
 public:
  using Report = std::function<void(const Reloaded&)>;

  // Watches the folders of these sites until it is destroyed.  `host` outlives it; `report` is called
  // from its thread.
  RuleWatcher(Host& host, std::vector<std::filesystem::path> folders, Report report,
              WatchOptions options = {});
  ~RuleWatcher();
  RuleWatcher(const RuleWatcher&) = delete;
  RuleWatcher& operator=(const RuleWatcher&) = delete;

  // One sentence when the system does not let us watch; empty when it does.
  const std::string& error() const { return error_; }

 private:
  class Inotify;

  void run(const std::stop_token& stop);
  void reload();

  Host& host_;
  const std::vector<std::filesystem::path> folders_;
  const Report report_;
  const WatchOptions options_;
  std::unique_ptr<Inotify> inotify_;
  std::string error_;
  std::vector<std::string> seen_;  // revision of each folder as it was last read
  std::jthread thread_;            // last: it uses all of the above
};

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_HOST_RULE_WATCHER_H_
