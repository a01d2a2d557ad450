// Metrics counts what an operator wants to know, and writes it in the text format of Prometheus.
#ifndef VERBATIM_ADAPTERS_WEB_METRICS_H_
#define VERBATIM_ADAPTERS_WEB_METRICS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/host/turn_observer.h"

namespace verbatim {
class Host;
}

namespace verbatim::web {

// Any thread may call any function.
class Metrics final : public TurnObserver {
 public:
  Metrics();
  ~Metrics() override;

  void on_turn(const TurnReport& report) override;

  // A request or message that was not served: "rate", "origin", "bad_frame", ….
  void count_refused(std::string_view reason);

  void count_reload(std::string_view site, bool published);
  void count_connection(int change);  // 1 when a WebSocket opens, -1 when it ends

  // Counts that others keep: one counter, with a label "result" for each of `results`.
  struct Watched {
    // The name among what `read` gives, and as it is shown; the same when that is empty.
    struct Result {
      std::string_view name;
      std::string_view shown = {};
    };
    std::string name;
    std::string help;
    std::function<std::vector<std::pair<std::string_view, std::uint64_t>>()> read;
    std::vector<Result> results;
  };
  // Before the first text().  What `read` refers to outlives this.
  void watch(Watched watched);

  // Everything, as of now.
  std::string text(const Host& host) const;

 private:
  struct Families;

  std::unique_ptr<Families> families_;
};

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_METRICS_H_
