// Draws at once, so that nobody waits, and many changes in a row as one.

const ROW_MS = 16;

// Goes on in a task of its own, so that the page can do its work in between.
export const pause = (ms?: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function pace(draw: () => void): () => void {
  let timer: number | undefined;
  let drawn = 0;
  const now = (): void => {
    timer = undefined;
    draw();
    drawn = performance.now();
  };
  return () => {
    if (timer) return;
    if (performance.now() - drawn > ROW_MS) now();
    else timer = setTimeout(now, ROW_MS);
  };
}
