// The schemas of rules/schema, ready to ask.
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";

const folder = new URL("../../rules/schema/", import.meta.url);
const ajv = addFormats(new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true }));
const validators = new Map();
for (const file of readdirSync(folder)) {
  validators.set(file.replace(".schema.json", ""), ajv.compile(JSON.parse(readFileSync(new URL(file, folder), "utf8"))));
}

// As the reader does: what a file is, is said by its name or its main key.
function kindOf(path, value) {
  if (path.includes("conversations/")) return "conversations";
  if (basename(path) === "clinic.json") return "clinic";
  return ["facts", "concepts", "flow"].find((key) => value !== null && typeof value === "object" && key in value) ?? "rules";
}

// What the schema of a file says against a value, as texts; nothing when it is valid.
export function problems(path, value, kind = kindOf(path, value)) {
  const validate = validators.get(kind);
  return validate(value) ? [] : validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
}
