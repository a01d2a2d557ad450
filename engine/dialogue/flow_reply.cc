#include "engine/dialogue/flow_reply.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "engine/dialogue/compose.h"

namespace verbatim::dialogue {
namespace {

using Kind = FlowValue::Kind;

// No id of a choice holds an @, so commands and choices never meet.
constexpr std::array<std::pair<std::string_view, Kind>, 4> kCommands = {
    {{"@back", Kind::kBack}, {"@skip", Kind::kSkip}, {"@stop", Kind::kStop}, {"@done", Kind::kDone}}};

std::string_view spelling_of(Kind kind) {
  const auto found = std::ranges::find(kCommands, kind, &std::pair<std::string_view, Kind>::second);
  return found == kCommands.end() ? std::string_view{} : found->first;
}

std::string value_of(const Flow& flow, std::string_view step, std::string_view what) {
  return flow.id + '/' + std::string(step) + '/' + std::string(what);
}

Block paragraph(std::vector<Span> line) {
  return {.kind = Block::Kind::kParagraph, .lines = {std::move(line)}};
}

void append(const std::vector<Block>& blocks, Reply& reply) {
  reply.blocks.insert(reply.blocks.end(), blocks.begin(), blocks.end());
}

void append_heading(const std::string& text, Reply& reply) {
  reply.blocks.push_back(paragraph({{.text = text, .bold = true}}));
}

class FlowWriter {
 public:
  FlowWriter(const Scene& scene, const FlowWalk& walk, Reply& reply)
      : scene_(scene), walk_(walk), words_(scene.rulebook.clinic().flow_words), reply_(reply) {}

  void ask(const FlowStep& step) {
    const auto picked = walk_.picked();
    append(picked.empty() ? step.ask : words_.more, reply_);
    for (const auto& choice : step.choices) {
      const bool on_offer = picked.empty() || !choice.alone;
      if (on_offer && std::ranges::find(picked, &choice) == picked.end())
        add_button(step.id, choice.id, choice.title);
    }
    if (!picked.empty()) add_command(step.id, Kind::kDone, words_.done);
    if (step.skippable && picked.empty()) add_command(step.id, Kind::kSkip, words_.skip);
    if (walk_.can_go_back()) add_command(step.id, Kind::kBack, words_.back);
    add_command(step.id, Kind::kStop, words_.stop);
    add_name(step.id);
    const auto index = static_cast<std::size_t>(&step - walk_.flow().steps.data());
    const auto number = walk_.state().given.size() + 1;
    add_progress(step.id, number, number + walk_.flow().steps.size() - index - 1);
  }

  void conclude(const FlowOutcome& outcome) {
    append_heading(outcome.title, reply_);
    append(outcome.answer, reply_);
    append_reasons();
    append_answers();
    for (const auto rule : outcome.follow_ups) reply_.choices.push_back(choice_of(scene_, rule));
    add_command(walk_.state().given.back().step, Kind::kBack, words_.back);
    add_name(outcome.id);
    add_progress({}, walk_.state().given.size(), walk_.state().given.size());
  }

 private:
  void add_button(std::string_view step, std::string_view what, const std::string& title) {
    reply_.choices.push_back({value_of(walk_.flow(), step, what), title});
  }
  void add_command(std::string_view step, Kind kind, const std::string& title) {
    add_button(step, spelling_of(kind), title);
  }
  void add_name(const std::string& what) {
    reply_.answers.push_back({walk_.flow().id + '/' + what, walk_.flow().topic});
  }
  void add_progress(std::string step, std::size_t number, std::size_t of) {
    reply_.flow = FlowProgress{walk_.flow().id, walk_.flow().title, std::move(step), number, of};
  }

  // The notes of what was answered, those of the most cautious outcomes first.
  void append_reasons() {
    std::vector<const FlowChoice*> noted;
    for (const auto& given : walk_.state().given) {
      for (const auto* choice : walk_.taken(given)) {
        if (!choice->note.empty()) noted.push_back(choice);
      }
    }
    if (noted.empty()) return;
    const auto mildest = walk_.flow().outcomes.size();
    std::ranges::stable_sort(noted, {},
                             [&](const FlowChoice* choice) { return choice->outcome.value_or(mildest); });
    append_heading(words_.reasons, reply_);
    for (const auto* choice : noted) append(choice->note, reply_);
  }

  void append_answers() {
    append_heading(words_.answers, reply_);
    Block list{.kind = Block::Kind::kList};
    for (const auto& given : walk_.state().given) list.lines.push_back(summary_of(given));
    reply_.blocks.push_back(std::move(list));
  }

  Line summary_of(const GivenAnswer& given) const {
    std::string said;
    for (const auto* choice : walk_.taken(given)) said += (said.empty() ? "" : "; ") + choice->title;
    return {{.text = walk_.step_named(given.step)->label + ": ", .bold = true},
            {.text = said.empty() ? words_.skipped : said}};
  }

  const Scene& scene_;
  const FlowWalk& walk_;
  const FlowWords& words_;
  Reply& reply_;
};

}  // namespace

std::optional<FlowValue> read_flow_value(const Rulebook& rulebook, std::string_view value) {
  const auto first = value.find('/');
  const auto second = first == std::string_view::npos ? first : value.find('/', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto& flows = rulebook.model().flows;
  const auto flow = std::ranges::find(flows, value.substr(0, first), &Flow::id);
  if (flow == flows.end()) return std::nullopt;
  const auto step =
      std::ranges::find(flow->steps, value.substr(first + 1, second - first - 1), &FlowStep::id);
  if (step == flow->steps.end()) return std::nullopt;
  const auto what = value.substr(second + 1);
  for (const auto& [spelling, kind] : kCommands) {
    if (what == spelling) return FlowValue{&*flow, &*step, kind};
  }
  const auto choice = std::ranges::find(step->choices, what, &FlowChoice::id);
  if (choice == step->choices.end()) return std::nullopt;
  return FlowValue{&*flow, &*step, Kind::kChoice, &*choice};
}

void append_flow(const Scene& scene, const FlowWalk& walk, Reply& reply) {
  FlowWriter writer(scene, walk, reply);
  if (const auto* step = walk.waiting()) return writer.ask(*step);
  writer.conclude(walk.outcome());
}

}  // namespace verbatim::dialogue
