// The C ABI: sessions.
#include <utility>

#include "engine/c/handles.h"

using namespace verbatim;

verbatim_session* verbatim_session_new(const char* locale, size_t size) {
  return c::guarded(nullptr, [&] {
    auto session = std::make_unique<verbatim_session>();
    session->session.locale = c::view(locale, size);
    return session.release();
  });
}

verbatim_text verbatim_session_to_json(verbatim_session* session) {
  const auto* kept = c::guarded(nullptr, [&] {
    session->json = to_json(session->session);
    return &session->json;
  });
  return kept ? c::text_of(*kept) : verbatim_text{"", 0};
}

verbatim_session* verbatim_session_from_json(const char* json, size_t size) {
  return c::guarded(nullptr, [&]() -> verbatim_session* {
    auto session = session_from_json(c::view(json, size));
    return session ? new verbatim_session{std::move(*session)} : nullptr;
  });
}

void verbatim_session_free(verbatim_session* session) { delete session; }
