// The C ABI: rulebooks and errors.
#include <utility>

#include "engine/c/handles.h"

namespace verbatim::c {
namespace {

SourceFile source_of(const verbatim_file& file) {
  return {std::string(view(file.path.data, file.path.size)),
          std::string(view(file.content.data, file.content.size))};
}

std::string describe(const std::vector<Diagnostic>& diagnostics) {
  std::string message;
  for (const auto& diagnostic : diagnostics) {
    if (diagnostic.severity != Severity::kError) continue;
    if (!message.empty()) message += '\n';
    message += to_human(diagnostic);
  }
  return message;
}

}  // namespace

void fail(verbatim_error** error, std::string message) {
  if (error) *error = new (std::nothrow) verbatim_error{std::move(message)};
}

verbatim_rulebook* take(ParseResult result, verbatim_error** error) {
  if (result.rulebook) return new verbatim_rulebook{std::move(result.rulebook)};
  fail(error, describe(result.diagnostics));
  return nullptr;
}

}  // namespace verbatim::c

using namespace verbatim;

uint32_t verbatim_abi_version(void) { return VERBATIM_ABI_VERSION; }

verbatim_text verbatim_error_message(const verbatim_error* error) { return c::text_of(error->message); }

void verbatim_error_free(verbatim_error* error) { delete error; }

verbatim_rulebook* verbatim_rulebook_parse(const verbatim_file* files, size_t count, verbatim_error** error) {
  return c::guarded(error, [&] {
    std::vector<SourceFile> sources;
    for (std::size_t i = 0; i < count; ++i) sources.push_back(c::source_of(files[i]));
    return c::take(Rulebook::parse(sources), error);
  });
}

size_t verbatim_rulebook_size(const verbatim_rulebook* rulebook) {
  auto count = rulebook->rulebook->rules().size();
  for (const auto& translation : rulebook->rulebook->translations()) count += translation->rules().size();
  return count;
}

void verbatim_rulebook_free(verbatim_rulebook* rulebook) { delete rulebook; }
