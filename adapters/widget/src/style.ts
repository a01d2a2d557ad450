// The look, as a constructable stylesheet: strict content security policies allow it without exceptions.

const css = `
:host {
  --accent: var(--verbatim-accent, #0b6b64);
  --on-accent: var(--verbatim-on-accent, #fff);
  --bg: var(--verbatim-bg, #fff);
  --fg: var(--verbatim-fg, #1c2b2a);
  --soft: var(--verbatim-soft, #f1f6f5);
  --muted: var(--verbatim-muted, #55655f);
  --line: var(--verbatim-line, #d5e0dd);
  --radius: var(--verbatim-radius, 14px);
  all: initial;
  display: block;
  color-scheme: light dark;
  font: 16px/1.5 var(--verbatim-font, system-ui, sans-serif);
  color: var(--fg);
}
@media (prefers-color-scheme: dark) {
  :host {
    --accent: var(--verbatim-accent, #5fc7bb);
    --on-accent: var(--verbatim-on-accent, #06211e);
    --bg: var(--verbatim-bg, #14201f);
    --fg: var(--verbatim-fg, #e6efed);
    --soft: var(--verbatim-soft, #1e2d2b);
    --muted: var(--verbatim-muted, #a3b5b1);
    --line: var(--verbatim-line, #354845);
  }
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
button, textarea { font: inherit; color: inherit; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.launcher {
  position: fixed; inset-block-end: 20px; inset-inline-end: 20px; z-index: 1000;
  min-height: 52px; padding: 0 22px; border: 0; border-radius: 26px; cursor: pointer;
  background: var(--accent); color: var(--on-accent); font-weight: 600;
  box-shadow: 0 6px 24px rgb(0 0 0 / .22);
}
.panel {
  display: flex; flex-direction: column; overflow: hidden; height: 560px;
  background: var(--bg); border: 1px solid var(--line); border-radius: var(--radius);
}
:host([floating]) .panel {
  position: fixed; inset-block-end: 20px; inset-inline-end: 20px; z-index: 1000;
  width: min(400px, calc(100vw - 40px)); height: min(640px, calc(100dvh - 40px));
  box-shadow: 0 12px 48px rgb(0 0 0 / .25);
}
@media (max-width: 480px) {
  :host([floating]) .panel { inset: 0; width: 100%; height: 100dvh; border: 0; border-radius: 0; }
}
header {
  display: flex; align-items: center; gap: 12px; padding: 10px 8px 10px 18px; min-height: 56px;
  background: var(--accent); color: var(--on-accent);
}
h2 { flex: 1; margin: 0; font-size: 17px; line-height: 1.3; }
header button {
  width: 44px; height: 44px; border: 0; border-radius: 50%; background: none; color: inherit; font-size: 24px; line-height: 1; cursor: pointer;
}
header button:focus-visible { outline-color: currentColor; outline-offset: -4px; }
.log { flex: 1; overflow-y: auto; padding: 16px; overscroll-behavior: contain; overflow-wrap: anywhere; }
.log:focus-visible { outline-offset: -3px; }
.notice { margin: 0 0 14px; font-size: 14px; color: var(--muted); }
.from { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.bubble { width: fit-content; max-width: 88%; margin: 0 0 12px; padding: 10px 14px; border-radius: var(--radius); background: var(--soft); }
.bubble.visitor { margin-inline-start: auto; background: var(--accent); color: var(--on-accent); white-space: pre-wrap; }
.bubble.waiting { opacity: .75; }
p, ul, ol { margin: 0 0 8px; }
.bubble > :last-child, .card > :last-child { margin-block-end: 0; }
ul, ol { padding-inline-start: 22px; }
li { margin: 3px 0; }
a { color: var(--accent); text-decoration: underline; text-underline-offset: 2px; }
.link a { display: inline-block; padding: 8px 0; font-weight: 600; }
.card { padding: 12px 14px; border-radius: 10px; border: 2px solid; border-inline-start-width: 8px; }
.card + .card, .card + p, p + .card { margin-block-start: 10px; }
.card h3 { margin: 0 0 6px; font-size: 17px; line-height: 1.35; }
.card.urgent { border-color: #b3261e; background: #fff4f2; color: #410e0b; }
.card.crisis { border-color: #5b4b9a; background: #f5f2ff; color: #22184d; }
.card a { color: inherit; font-weight: 600; }
.bubble:has(> .card) { max-width: 100%; width: auto; padding: 0; background: none; }
.progress { display: flex; align-items: center; gap: 10px; margin-block-start: 8px; font-size: 14px; color: var(--muted); }
progress { flex: 1; height: 6px; accent-color: var(--accent); }
.choices { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 14px; padding: 0; list-style: none; }
.choices li { margin: 0; }
.choices button {
  min-height: 44px; padding: 6px 14px; border: 1.5px solid var(--accent); border-radius: 22px;
  background: var(--bg); color: var(--accent); text-align: start; cursor: pointer;
}
.choices button:hover { background: var(--soft); }
.status { padding: 0 16px; font-size: 14px; color: var(--muted); }
.status:not(:empty) { padding-block: 6px; }
form { display: flex; align-items: end; gap: 8px; padding: 10px 12px; border-block-start: 1px solid var(--line); }
textarea {
  flex: 1; min-height: 44px; max-height: 132px; padding: 9px 12px; resize: none;
  border: 1px solid var(--muted); border-radius: 12px; background: var(--bg);
}
form button {
  min-width: 44px; min-height: 44px; padding: 0 16px; border: 0; border-radius: 12px;
  background: var(--accent); color: var(--on-accent); font-weight: 600; cursor: pointer;
}
@media (forced-colors: active) {
  .launcher, form button, .choices button, .bubble, .card { border: 2px solid; }
}
`;

let sheet: CSSStyleSheet | undefined;

// One sheet, shared by all widgets of a page.
export function stylesheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}
