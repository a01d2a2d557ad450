#include "adapters/host/rule_watcher.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace verbatim {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t kChanges = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO |
                                   IN_DELETE_SELF | IN_MOVE_SELF | IN_ATTRIB;

int milliseconds_until(Clock::time_point when) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(when - Clock::now()).count();
  return static_cast<int>(std::max<std::int64_t>(0, left + 1));
}

}  // namespace

// The kernel's notices of changes below some folders, and a bell that ends the waiting.
class RuleWatcher::Inotify {
 public:
  Inotify() : notices_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)), bell_(eventfd(0, EFD_CLOEXEC)) {}
  ~Inotify() {
    if (notices_ >= 0) close(notices_);
    if (bell_ >= 0) close(bell_);
  }
  Inotify(const Inotify&) = delete;
  Inotify& operator=(const Inotify&) = delete;

  bool works() const { return notices_ >= 0 && bell_ >= 0; }

  // Watches the folder, what is below it, and the folder around it: the site may be a link that is
  // exchanged, or a folder that is renamed.  Watching twice is no harm.
  void watch(const fs::path& folder) {
    add(fs::absolute(folder).lexically_normal().parent_path());
    add(folder);
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, error);
    for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
      std::error_code ignored;
      if (entry->is_directory(ignored)) add(entry->path());
    }
  }

  void ring() const { static_cast<void>(eventfd_write(bell_, 1)); }

  // Waits for a change; false when the time is over, or somebody rang.  Below zero: without end.
  bool wait(int milliseconds) const {
    std::array<pollfd, 2> ready{{{notices_, POLLIN, 0}, {bell_, POLLIN, 0}}};
    if (poll(ready.data(), ready.size(), milliseconds) <= 0) return false;
    return (ready[0].revents & POLLIN) != 0 && read_notices();
  }

 private:
  void add(const fs::path& folder) const {
    static_cast<void>(inotify_add_watch(notices_, folder.c_str(), kChanges));
  }

  // What has changed is not looked at: files are compared by what they hold.
  bool read_notices() const {
    std::array<char, 16 * 1024> bytes{};
    bool any = false;
    while (read(notices_, bytes.data(), bytes.size()) > 0) any = true;
    return any;
  }

  const int notices_;
  const int bell_;
};

RuleWatcher::RuleWatcher(Host& host, std::vector<fs::path> folders, Report report, WatchOptions options)
    : host_(host),
      folders_(std::move(folders)),
      report_(std::move(report)),
      options_(options),
      inotify_(std::make_unique<Inotify>()) {
  if (!inotify_->works()) {
    error_ = std::string("Rule files are not watched: ") + std::strerror(errno) + '.';
    return;
  }
  seen_.resize(folders_.size());
  for (const auto& folder : folders_) inotify_->watch(folder);
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

RuleWatcher::~RuleWatcher() {
  thread_.request_stop();
  inotify_->ring();
}

// A change may have come between loading and watching, so the files are read once at the start.
void RuleWatcher::run(const std::stop_token& stop) {
  reload();
  while (!stop.stop_requested()) {
    if (!inotify_->wait(-1)) continue;
    const auto latest = Clock::now() + options_.patience;
    auto quiet = Clock::now() + options_.quiet;
    while (!stop.stop_requested() && Clock::now() < std::min(quiet, latest)) {
      if (inotify_->wait(milliseconds_until(std::min(quiet, latest)))) quiet = Clock::now() + options_.quiet;
    }
    if (!stop.stop_requested()) reload();
  }
}

void RuleWatcher::reload() {
  for (std::size_t i = 0; i < folders_.size(); ++i) {
    inotify_->watch(folders_[i]);
    auto loaded = load_site(folders_[i]);
    const bool first = seen_[i].empty();
    if (loaded.revision == seen_[i]) continue;
    seen_[i] = loaded.revision;
    Reloaded reloaded{.site = loaded.name, .diagnostics = loaded.diagnostics};
    reloaded.published = host_.publish(std::move(loaded));
    const bool news = !first || reloaded.published;
    if (news) report_(reloaded);
  }
}

}  // namespace verbatim
