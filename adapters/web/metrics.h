// Metrics counts what an operator wants to know, and writes it in the text format of Prometheus.
#ifndef VERBATIM_ADAPTERS_WEB_METRICS_H_
#define VERBATIM_ADAPTERS_WEB_METRICS_H_

#include <memory>
#include <string>
#include <string_view>

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

  // Everything, as of now.
  std::string text(const Host& host) const;

 private:
  struct Families;

  std::unique_ptr<Families> families_;
};

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_METRICS_H_
