// One typing mistake in a text: the same as adapters/cli/typo.cc makes for the same seed.
const kMask = (1n << 64n) - 1n;
const kShortestWord = 4;
const kBeside = ["s", "vn", "xv", "sf", "wr", "dg", "fh", "gj", "uo", "hk", "jl", "k", "n", "bm", "ip", "o", "w", "et", "ad", "ry", "yi", "cb", "qe", "zc", "tu", "x"];

function hash(text) {
  let out = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) out = ((out ^ BigInt(byte)) * 0x100000001b3n) & kMask;
  return out;
}

// SplitMix64
function chance(seed) {
  let state = seed;
  return (count) => {
    state = (state + 0x9e3779b97f4a7c15n) & kMask;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & kMask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & kMask;
    return Number((z ^ (z >> 31n)) % BigInt(count));
  };
}

function beside(letter, below) {
  const keys = kBeside[letter.toLowerCase().charCodeAt(0) - 97];
  const key = keys[below(keys.length)];
  return letter === letter.toLowerCase() ? key : key.toUpperCase();
}

// `text` with two letters swapped, one lost, doubled, or replaced by the key beside it, in one of its
// words of four letters or more; as it is when it has none.
export function withTypo(text, seed) {
  const below = chance(hash(text) ^ BigInt(seed));
  const words = [...text.matchAll(/[A-Za-z]+/g)].filter(([word]) => word.length >= kShortestWord);
  if (words.length === 0) return text;
  const { 0: word, index } = words[below(words.length)];
  const kind = below(4);
  const at = index + below(kind === 0 ? word.length - 1 : word.length);
  const put = (letters, replaced) => text.slice(0, at) + letters + text.slice(at + replaced);
  if (kind === 0 && text[at] !== text[at + 1]) return put(text[at + 1] + text[at], 2);
  if (kind <= 1) return put("", 1);
  if (kind === 2) return put(text[at] + text[at], 1);
  return put(beside(text[at], below), 1);
}
