// The day by the clock of this machine, in UTC: the engine itself reads no clock.
#ifndef VERBATIM_ADAPTERS_HOST_TODAY_H_
#define VERBATIM_ADAPTERS_HOST_TODAY_H_

#include <string>

namespace verbatim {

// "2026-11-01".
std::string today();

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_HOST_TODAY_H_
