#include "engine/dialogue/handoff_turn.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/dialogue/opening.h"
#include "engine/text/tokenise.h"

namespace verbatim::dialogue {
namespace {

// No id of a rule holds a slash, and a flow's button has two.
constexpr std::string_view kYes = "handoff/yes";
constexpr std::string_view kNo = "handoff/no";
constexpr std::string_view kTopic = "handoff";
constexpr std::size_t kMaxChoices = 4;
constexpr std::size_t kMaxContact = 100;  // bytes
constexpr std::ptrdiff_t kLeastDigits = 7;

// What the clinic says; null when staff cannot be told.
const Handoff* handoff_of(const Scene& scene) {
  const auto& handoff = scene.rulebook.clinic().handoff;
  return handoff && scene.can_hand_over ? &*handoff : nullptr;
}

bool was_asked(const Scene& scene) {
  const auto& shown = scene.session.choices;
  return std::ranges::find(shown, kYes) != shown.end();
}

void append(const std::vector<Block>& blocks, Reply& reply) {
  reply.blocks.insert(reply.blocks.end(), blocks.begin(), blocks.end());
}

void put(std::string& text, std::string_view name, std::string_view value) {
  for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size()))
    text.replace(at, name.size(), value);
}

std::vector<Block> with_time(std::vector<Block> blocks, std::string_view day, std::string_view time) {
  for (auto& block : blocks)
    for (auto& line : block.lines)
      for (auto& span : line) {
        put(span.text, "{{handoff.day}}", day);
        put(span.text, "{{handoff.time}}", time);
      }
  return blocks;
}

// A phone number or an address for e-mail, roughly: staff will see what it is.
bool is_contact(std::string_view text) {
  if (text.size() > kMaxContact || text.find('?') != std::string_view::npos) return false;
  const auto at = text.find('@');
  if (at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos) return true;
  return std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }) >= kLeastDigits;
}

}  // namespace

bool is_handoff_value(const Rulebook& rulebook, std::string_view value) {
  return rulebook.clinic().handoff && (value == kYes || value == kNo);
}

bool HandoffTurn::ask(Reply& reply) const {
  const auto* handoff = handoff_of(scene_);
  const auto hands_over = [&](const Answered& answered) {
    const auto* rule = scene_.rulebook.find(answered.rule);
    return rule != nullptr && rule->action == Action::kHandoff;
  };
  if (handoff == nullptr || std::ranges::none_of(reply.answers, hands_over)) return false;
  append(handoff->ask, reply);
  auto others =
      std::exchange(reply.choices, {{std::string(kYes), handoff->yes}, {std::string(kNo), handoff->no}});
  for (auto& other : others)
    if (reply.choices.size() < kMaxChoices) reply.choices.push_back(std::move(other));
  return true;
}

std::optional<Reply> HandoffTurn::press(std::string_view value) const {
  if (handoff_of(scene_) == nullptr || !is_handoff_value(scene_.rulebook, value)) return std::nullopt;
  const auto& handoff = *handoff_of(scene_);
  if (value == kNo) {
    scene_.explain("The visitor does not want staff to be told.");
    return simple(kNo, handoff.declined);
  }
  if (was_asked(scene_)) return tell();
  scene_.explain("An old button: consent is asked for again.");
  auto reply = simple(kTopic, handoff.ask);
  reply.choices = {{std::string(kYes), handoff.yes}, {std::string(kNo), handoff.no}};
  return reply;
}

std::optional<Reply> HandoffTurn::read(std::string_view text, const Reading& reading) const {
  const auto* handoff = handoff_of(scene_);
  if (handoff == nullptr) return std::nullopt;
  const auto says = [&](const std::string& title) {
    const auto same = [](const text::Token& a, const text::Token& b) { return a.folded == b.folded; };
    return std::ranges::equal(text::tokenise(title, scene_.language()), reading.tokens, same);
  };
  if (was_asked(scene_) && says(handoff->yes)) return press(kYes);
  if (was_asked(scene_) && says(handoff->no)) return press(kNo);
  if (handoff->contact.empty() || scene_.session.last_rule != kYes || !is_contact(text)) return std::nullopt;
  scene_.explain("The visitor says how to be reached.");
  auto reply = simple("handoff/contact", handoff->contact);
  reply.handoff = HandoffStep::kContact;
  reply.contact = text;
  return reply;
}

Reply HandoffTurn::tell() const {
  const auto& handoff = *handoff_of(scene_);
  scene_.explain("The visitor agrees: staff are told.");
  auto reply = simple(kYes, handoff.told);
  reply.handoff = HandoffStep::kTell;
  const auto when = answer_time(scene_.rulebook.clinic(), handoff.answer_minutes, scene_.now);
  if (!when) return reply;
  const auto day = handoff.weekdays.empty() ? std::string{} : handoff.weekdays[when->weekday];
  append(with_time(when->today ? handoff.today : handoff.later, day, when->time), reply);
  return reply;
}

Reply HandoffTurn::simple(std::string_view name, const std::vector<Block>& blocks) const {
  return {.kind = ReplyKind::kAnswer,
          .blocks = blocks,
          .answers = {{std::string(name), std::string(kTopic)}},
          .confidence = 1};
}

}  // namespace verbatim::dialogue
