// The C ABI: turns and replies.
#include <utility>

#include "engine/c/handles.h"
#include "engine/c/reply_json.h"

namespace verbatim::c {
namespace {

// The turn is taken in a copy, so that a failure half-way leaves the session as it was.
verbatim_reply* take_turn(const verbatim_rulebook* rulebook, verbatim_session* session, const Utterance& said,
                          std::string_view today) {
  return guarded(nullptr, [&] {
    auto next = session->session;
    auto out = std::make_unique<verbatim_reply>();
    out->reply = reply(*rulebook->rulebook, next, said, {.today = today});
    out->text = plain_text(out->reply.blocks);
    out->json = reply_json(out->reply);
    out->kind = name_of(out->reply.kind);
    out->rule = out->reply.rule();
    session->session = std::move(next);
    return out.release();
  });
}

const Choice* choice(const verbatim_reply* reply, std::size_t index) {
  return index < reply->reply.choices.size() ? &reply->reply.choices[index] : nullptr;
}

}  // namespace
}  // namespace verbatim::c

using namespace verbatim;

verbatim_reply* verbatim_say(const verbatim_rulebook* rulebook, verbatim_session* session, const char* text,
                             size_t size, const char* today, size_t today_size) {
  return c::take_turn(rulebook, session, {.text = c::view(text, size)}, c::view(today, today_size));
}

verbatim_reply* verbatim_choose(const verbatim_rulebook* rulebook, verbatim_session* session,
                                const char* value, size_t size, const char* today, size_t today_size) {
  return c::take_turn(rulebook, session, {.choice = c::view(value, size)}, c::view(today, today_size));
}

verbatim_text verbatim_reply_text(const verbatim_reply* reply) { return c::text_of(reply->text); }

verbatim_text verbatim_reply_json(const verbatim_reply* reply) { return c::text_of(reply->json); }

verbatim_text verbatim_reply_kind(const verbatim_reply* reply) { return c::text_of(reply->kind); }

verbatim_text verbatim_reply_rule(const verbatim_reply* reply) { return c::text_of(reply->rule); }

size_t verbatim_reply_choice_count(const verbatim_reply* reply) { return reply->reply.choices.size(); }

verbatim_text verbatim_reply_choice_value(const verbatim_reply* reply, size_t index) {
  const auto* one = c::choice(reply, index);
  return one ? c::text_of(one->value) : verbatim_text{"", 0};
}

verbatim_text verbatim_reply_choice_title(const verbatim_reply* reply, size_t index) {
  const auto* one = c::choice(reply, index);
  return one ? c::text_of(one->title) : verbatim_text{"", 0};
}

void verbatim_reply_free(verbatim_reply* reply) { delete reply; }
