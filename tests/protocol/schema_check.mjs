// Checks values against protocol.schema.json: the part of JSON Schema which that file uses, and no more.
import { readFileSync } from 'node:fs';

const schema = JSON.parse(readFileSync(new URL('../../adapters/web/protocol.schema.json', import.meta.url), 'utf8'));

const typeOf = (value) => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

const rules = {
  $ref: (name, value, path) => problems(schema.$defs[name.replace('#/$defs/', '')], value, path),
  type: (types, value, path) => ([types].flat().includes(typeOf(value)) ? [] : [`${path} is not ${types}`]),
  const: (wanted, value, path) => (value === wanted ? [] : [`${path} is not ${wanted}`]),
  enum: (all, value, path) => (all.includes(value) ? [] : [`${path} is none of ${all}`]),
  minimum: (least, value, path) => (typeof value !== 'number' || value >= least ? [] : [`${path} is below ${least}`]),
  minLength: (least, value, path) => (value.length >= least ? [] : [`${path} is too short`]),
  maxLength: (most, value, path) => (Array.from(value).length <= most ? [] : [`${path} is too long`]),
  pattern: (text, value, path) =>
    typeof value !== 'string' || new RegExp(text).test(value) ? [] : [`${path} is not like ${text}`],
  required: (names, value, path) => names.filter((name) => !(name in value)).map((name) => `${path} lacks ${name}`),
  properties: (all, value, path) =>
    Object.entries(all).flatMap(([name, one]) => (name in value ? problems(one, value[name], `${path}.${name}`) : [])),
  items: (one, value, path) => value.flatMap((item, i) => problems(one, item, `${path}[${i}]`)),
  allOf: (all, value, path) => all.flatMap((one) => problems(one, value, path)),
  oneOf: (all, value, path) => {
    const found = all.map((one) => problems(one, value, path));
    return found.filter((list) => list.length === 0).length === 1 ? [] : [`${path}: ${JSON.stringify(found)}`];
  },
};

const silent = ['description', 'title', '$schema', '$defs'];

function problems(part, value, path) {
  const wrong = part.type ? rules.type(part.type, value, path) : [];
  if (wrong.length > 0) return wrong;
  return Object.entries(part).flatMap(([rule, argument]) =>
    silent.includes(rule) ? [] : rules[rule](argument, value, path));
}

// What is wrong with `value` as a `kind` of the schema ("server_frame"), as an array of sentences.
export const check = (kind, value) => problems(schema.$defs[kind], value, kind);

export const errorCodes = schema.$defs.error.properties.code.enum;
