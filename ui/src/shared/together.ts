// Pictures and rows of one question, drawn in one go: each on its own would be painted in a frame of its own.

const pictures = new Set<() => void>();
let rowsAwaited = false;
let late: ReturnType<typeof setTimeout> | undefined;

/** Milliseconds that pictures wait for rows that were asked with them. */
const patience = 60;

/**
 * Draws after the next frame, which then is there soon, or with the rows that are on their way. What is
 * returned takes it back.
 */
export function drawSoon(draw: () => void): () => void {
  pictures.add(draw);
  const frame = requestAnimationFrame(() => {
    clearTimeout(late);
    late = setTimeout(drawNow, rowsAwaited ? patience : 0);
  });
  return () => {
    cancelAnimationFrame(frame);
    pictures.delete(draw);
  };
}

/** Rows were asked for. */
export function awaitRows(): void {
  rowsAwaited = true;
}

/** Draws what waits: the rows are there, or will not be. */
export function drawNow(): void {
  rowsAwaited = false;
  clearTimeout(late);
  for (const draw of pictures) draw();
  pictures.clear();
}
