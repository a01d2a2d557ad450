// The acceptance rows of the widget as tests; VERBATIM_ROWS names the file.  What is a timing is run by
// `./dev bench widget` only, and times inside other rows get room for a busy machine.
import { after, before, test } from "node:test";
import { launch } from "./stage.mjs";

const { rows } = await import(`./rows/${process.env.VERBATIM_ROWS ?? "page"}.mjs`);
const stage = { patience: 10, rounds: 3, exchanges: 30 };
before(async () => (stage.browser = await launch()));
after(() => stage.browser?.close());

for (const row of rows.filter(({ timing }) => !timing)) test(`${row.number} ${row.name}: ${row.target}`, () => row.run(stage));
