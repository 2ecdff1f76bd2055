// The view's own count of its questions. A greater one makes the core drop what still runs for smaller
// ones, so it must never fall back: not within a session, and not when the page is loaded again over a
// core that remembers the count it had. Hence the clock as the floor.
const counts = new Map<string, number>();

export function nextRevision(view: string, now: () => number = Date.now): number {
  const next = Math.max((counts.get(view) ?? 0) + 1, now());
  counts.set(view, next);
  return next;
}
