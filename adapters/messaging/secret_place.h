// Where a secret is: a configuration names its place, {"env": "NAME"} or {"file": "path"}, and never the
// secret.
#ifndef VERBATIM_ADAPTERS_MESSAGING_SECRET_PLACE_H_
#define VERBATIM_ADAPTERS_MESSAGING_SECRET_PLACE_H_

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace verbatim::messaging {

struct FoundSecret {
  std::string value = {};    // never empty when there is no problem
  std::string problem = {};  // what is wrong, to be put behind the place; empty: all is well
};

// Reads the environment variable or the file; what ends a line at the end of a file is no part of it.
FoundSecret read_secret(const nlohmann::json& place);

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_SECRET_PLACE_H_
