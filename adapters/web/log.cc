#include "adapters/web/log.h"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <utility>

#include "adapters/web/json_writer.h"

namespace verbatim::web {
namespace {

constexpr auto* kName = "verbatim";
constexpr auto* kHuman = "%Y-%m-%dT%H:%M:%S.%e%z %l %v";

// The message as a JSON string: %* of the pattern.
class QuotedMessage final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
    JsonWriter json;
    json.string({message.payload.data(), message.payload.size()});
    out.append(json.text().data(), json.text().data() + json.text().size());
  }
  std::unique_ptr<spdlog::custom_flag_formatter> clone() const override {
    return std::make_unique<QuotedMessage>();
  }
};

std::unique_ptr<spdlog::formatter> json_lines() {
  auto formatter = std::make_unique<spdlog::pattern_formatter>();
  formatter->add_flag<QuotedMessage>('*').set_pattern(
      R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","message":%*})");
  return formatter;
}

}  // namespace

void begin_log(const LogOptions& options) {
  if (!spdlog::get(kName)) {
    auto logger = spdlog::stderr_logger_mt(kName);
    if (options.format == "json") {
      logger->set_formatter(json_lines());
    } else {
      logger->set_pattern(kHuman);
    }
    spdlog::set_default_logger(std::move(logger));
  }
  spdlog::set_level(spdlog::level::from_str(options.level));
}

}  // namespace verbatim::web
