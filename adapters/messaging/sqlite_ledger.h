// SqliteLedger keeps the ledger in one file: what was acknowledged survives the loss of power.
//
// Claims and sessions are found by digests of their names.  A call stands in the file until it has ended;
// of one that could not be delivered remains that it was so, without its content.
#ifndef VERBATIM_ADAPTERS_MESSAGING_SQLITE_LEDGER_H_
#define VERBATIM_ADAPTERS_MESSAGING_SQLITE_LEDGER_H_

#include <filesystem>
#include <memory>
#include <string>

#include "adapters/messaging/ledger.h"

namespace verbatim::messaging {

class SqliteLedger final : public Ledger {
 public:
  // Claims and idle sessions are kept for so long: longer than any platform repeats itself.
  static constexpr std::int64_t kKeep = 8 * 24 * 3600;

  struct Opened {
    std::unique_ptr<SqliteLedger> ledger;  // null when the file cannot be used
    std::string error = {};                // one sentence, then
    std::string remark = {};               // one sentence when a damaged file was set aside
  };
  static Opened open(const std::filesystem::path& file);
  ~SqliteLedger() override;

  bool knows(const std::string& claim) override;
  Written take(Taken& taken) override;
  bool group(const std::function<void()>& work) override;
  std::optional<std::string> session(const std::string& conversation, std::int64_t since) override;
  bool begin(std::uint64_t id) override;
  void put_back(std::uint64_t id) override;
  void end(std::uint64_t id, Ending ending) override;
  std::vector<Outgoing> waiting() override;

 private:
  struct Tables;
  explicit SqliteLedger(std::unique_ptr<Tables> tables);

  const std::unique_ptr<Tables> tables_;
};

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_SQLITE_LEDGER_H_
