// The median time of one call: steadier than the mean on a machine that does other things, too.
#ifndef VERBATIM_TESTS_BENCH_MEDIAN_H_
#define VERBATIM_TESTS_BENCH_MEDIAN_H_

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

namespace verbatim::bench {

inline double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Microseconds of `call`.
template <typename Call>
double microseconds(Call&& call) {
  const auto start = std::chrono::steady_clock::now();
  call();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace verbatim::bench

#endif  // VERBATIM_TESTS_BENCH_MEDIAN_H_
