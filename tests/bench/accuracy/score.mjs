// Counts outcomes against labels, the same way for every system and as `verbatim evaluate` does.
const isDanger = (label) => label === "urgent" || label === "crisis";
const isCard = isDanger;
const isAnswered = ({ kind }) => ["answer", "flow", "urgent", "crisis"].includes(kind);
const wanted = ({ label, alt }) => [label, alt].filter((topic) => topic !== "");
const isRight = (question, { topics }) => wanted(question).some((topic) => topics.includes(topic));
const isOffered = (question, { offered }) => wanted(question).some((topic) => offered.includes(topic));
const isTreatment = (topic) => topic !== "small_talk" && topic !== "booking";

export const inScope = ({ label }) => label !== "oos" && !isDanger(label);

function share(pairs, holds) {
  return pairs.length === 0 ? null : (100 * pairs.filter(holds).length) / pairs.length;
}

// The figures in percent; null when there is no such question.
export function figures(questions, outcomes) {
  const pairs = questions.map((question, index) => [question, outcomes[index]]);
  const scoped = pairs.filter(([question]) => inScope(question));
  const labelled = (label) => pairs.filter(([question]) => question.label === label);
  const certain = (label) => labelled(label).filter(([{ alt }]) => alt === "");
  return {
    right: share(scoped, (pair) => isRight(...pair)),
    "right or asked": share(scoped, (pair) => isRight(...pair) || isOffered(...pair)),
    wrong: share(scoped, (pair) => isAnswered(pair[1]) && !isRight(...pair)),
    "false answer": share(labelled("oos"), (pair) => pair[1].kind === "answer" && !isRight(...pair) && pair[1].topics.some(isTreatment)),
    urgent: share(certain("urgent"), (pair) => isRight(...pair)),
    crisis: share(certain("crisis"), (pair) => isRight(...pair)),
    "false alarm": share(scoped.filter(([{ alt }]) => !isDanger(alt)), ([, { kind }]) => isCard(kind)),
  };
}

// For a corpus of intents, where "None" means that nothing should answer: how many were answered right,
// and how many were at least found, of the questions that have an intent.
export function intents(questions, outcomes) {
  const pairs = questions.map((question, index) => [question, outcomes[index]]);
  const named = pairs.filter(([{ label }]) => label !== "None");
  const none = pairs.filter(([{ label }]) => label === "None");
  const count = (list, holds) => list.filter(holds).length;
  const silent = count(none, ([, outcome]) => !isAnswered(outcome));
  const right = count(named, ([{ label }, { topics }]) => topics.includes(label));
  return {
    questions: pairs.length,
    "answered right": right + silent,
    "answered right or best candidate right": silent + count(named, ([{ label }, { topics, best }]) => topics.includes(label) || best === label),
    "answered wrong": count(named, ([{ label }, outcome]) => isAnswered(outcome) && !outcome.topics.includes(label)) + none.length - silent,
    "None left alone": `${silent} of ${none.length}`,
  };
}
