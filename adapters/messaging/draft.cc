#include "adapters/messaging/draft.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

namespace verbatim::messaging {
namespace {

bool is_card(const Block& block) { return block.kind == Block::Kind::kCard; }

std::string text_of(const Reply& reply, const Limits& limits) {
  auto blocks = reply.blocks;
  std::stable_partition(blocks.begin(), blocks.end(), is_card);
  auto text = plain_text(blocks);
  return limits.sms ? for_sms(text) : text;
}

bool all_differ(const std::vector<Option>& options) {
  std::set<std::string_view> labels;
  return std::all_of(options.begin(), options.end(),
                     [&](const Option& option) { return labels.insert(option.label).second; });
}

// The choices in this form, with labels cut to its width where `may_cut`; nothing when they do not fit.
std::optional<std::vector<Option>> fit(const std::vector<Choice>& choices, const OptionLimits& form,
                                       bool may_cut) {
  if (choices.size() > form.most) return std::nullopt;
  std::vector<Option> options;
  for (const auto& choice : choices) {
    const auto label = shorten(choice.title, form.label, Unit::kUtf16);
    const bool cut = label != choice.title;
    if (choice.title.empty() || choice.value.size() > form.payload || (cut && !may_cut)) return std::nullopt;
    auto& option = options.emplace_back(Option{.label = label, .payload = choice.value});
    if (cut && form.description > 0)
      option.description = shorten(choice.title, form.description, Unit::kUtf16);
  }
  if (!all_differ(options)) return std::nullopt;
  return options;
}

// A list that can say the whole label below the cut one loses nothing.
bool tells_all(const OptionLimits& form) { return form.description > 0; }

struct Offer {
  Part::Form form = Part::Form::kText;
  std::vector<Option> options = {};
  OptionLimits limits = {};
};

Offer offer(const std::vector<Choice>& choices, const Limits& limits) {
  using Form = Part::Form;
  const std::array<std::pair<Form, bool>, 4> tries{{{Form::kButtons, false},
                                                    {Form::kList, tells_all(limits.list)},
                                                    {Form::kButtons, true},
                                                    {Form::kList, true}}};
  for (const auto& [form, may_cut] : tries) {
    const auto& width = form == Form::kButtons ? limits.buttons : limits.list;
    if (auto options = fit(choices, width, may_cut)) return {form, std::move(*options), width};
  }
  return {};
}

// "1) When are you open?": the engine counts the choices in the same order, so a number keeps its choice
// even when a word before it may not be offered.
std::string numbered(const std::vector<Choice>& choices, const Limits& limits) {
  std::string text;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (limits.sms && is_carrier_word(choices[i].title)) continue;
    if (!text.empty()) text += '\n';
    text += std::to_string(i + 1) + ") " + (limits.sms ? for_sms(choices[i].title) : choices[i].title);
  }
  return text;
}

std::string joined(std::string text, const std::string& more) {
  if (!text.empty() && !more.empty()) text += "\n\n";
  return text + more;
}

// The last piece must leave room for what its message carries besides.
std::vector<Part> parts_of(const std::string& text, std::size_t limit, std::size_t last_limit, Unit unit) {
  std::vector<Part> parts;
  for (auto& piece : split(text, limit, unit)) parts.push_back({.text = std::move(piece)});
  if (parts.empty() || length(parts.back().text, unit) <= last_limit) return parts;
  auto last = split(parts.back().text, last_limit, unit);
  parts.pop_back();
  for (auto& piece : last) parts.push_back({.text = std::move(piece)});
  return parts;
}

}  // namespace

std::vector<Part> draft(const Reply& reply, const Limits& limits) {
  auto text = text_of(reply, limits);
  auto offered = reply.choices.empty() ? Offer{} : offer(reply.choices, limits);
  const bool native = offered.form != Part::Form::kText;
  if (!reply.choices.empty() && (!native || limits.numbers_beside))
    text = joined(std::move(text), numbered(reply.choices, limits));
  if (text.empty()) text = "…";
  auto parts = parts_of(text, limits.text, native ? offered.limits.text : limits.text, limits.unit);
  parts.back().form = offered.form;
  parts.back().options = std::move(offered.options);
  return parts;
}

bool is_carrier_word(std::string_view text) {
  constexpr std::array<std::string_view, 12> kWords{"STOP",  "STOPALL", "UNSUBSCRIBE", "CANCEL",
                                                    "END",   "QUIT",    "REVOKE",      "OPTOUT",
                                                    "START", "UNSTOP",  "HELP",        "INFO"};
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return false;
  std::string word(text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin));
  for (auto& c : word) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

}  // namespace verbatim::messaging
