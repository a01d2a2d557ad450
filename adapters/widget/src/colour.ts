// Makes any accent readable: black or white on it, and a darker or lighter one of it for text.

type Rgb = [number, number, number];

const READABLE = 4.6;
const STEPS = 24;

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

// "rgb(1, 2, 3)", as computed styles write it.
export function readRgb(text: string): Rgb | undefined {
  const parts = /^rgba?\(([\d.]+),? ([\d.]+),? ([\d.]+)/.exec(text);
  return parts ? [+parts[1]!, +parts[2]!, +parts[3]!] : undefined;
}

export const textOn = (accent: Rgb): string =>
  contrast(accent, [255, 255, 255]) >= 4.5 ? "#fff" : contrast(accent, [0, 0, 0]) >= 4.5 ? "#000" : "#fff";

// The accent itself, or as far from `paper` as text has to be.
export function inkOf(accent: Rgb, paper: Rgb): string {
  const end = luminance(paper) > 0.2 ? 0 : 255;
  let ink = accent;
  for (let step = 1; step <= STEPS && contrast(ink, paper) < READABLE; step++) {
    ink = accent.map((part) => Math.round(part + ((end - part) * step) / STEPS)) as Rgb;
  }
  return `rgb(${ink.join()})`;
}
