#include "engine/dialogue/scene.h"

#include "engine/match/explain.h"

namespace verbatim::dialogue {

void Scene::explain(std::string_view decision, const Candidates& candidates, std::size_t answered) const {
  if (explanation == nullptr) return;
  explanation->decision = decision;
  explain_candidates(matcher(), candidates, answered, *explanation);
}

}  // namespace verbatim::dialogue
