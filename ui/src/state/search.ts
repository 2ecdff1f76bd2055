// Finding by a few letters: without case and accents, words in any order, gaps allowed.
import { normalForm } from "../format/normal";

/** What is sought: its title, and other words that lead to it. */
export interface Sought {
  id: string;
  title: string;
  words?: string;
}

const beginning = 100;
const wordStart = 80;
const inside = 50;
const scattered = 20;

/** How well one typed word fits a text; null if not at all. */
function fitOf(word: string, text: string): number | null {
  const at = text.indexOf(word);
  if (at === 0) return beginning + (text.length === word.length ? 20 : 0);
  if (at > 0) {
    const starts = ` ${text}`.search(new RegExp(`[^\\p{L}\\p{N}]${escaped(word)}`, "u")) >= 0;
    return starts ? wordStart : inside;
  }
  return word.length > 1 ? gapped(word, text) : null;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The letters in order with gaps between; the tighter, the better. */
function gapped(word: string, text: string): number | null {
  let from = -1;
  let gaps = 0;
  for (const letter of word) {
    const at = text.indexOf(letter, from + 1);
    if (at < 0) return null;
    if (from >= 0) gaps += at - from - 1;
    from = at;
  }
  return gaps > word.length * 3 ? null : Math.max(1, scattered - gaps);
}

/** The fit of all typed words; null if one of them is not found. */
export function weightOf(query: string, { title, words = "" }: Sought): number | null {
  const plain = normalForm(title);
  const more = normalForm(words);
  let sum = 0;
  for (const word of normalForm(query).split(/\s+/).filter(Boolean)) {
    const inTitle = fitOf(word, plain);
    const inWords = more.includes(word) ? inside / 2 : null;
    const best = inTitle ?? inWords;
    if (best === null) return null;
    sum += best;
  }
  return sum;
}

/** Those that fit, best first; what was used lately goes before its equals, then the given order. */
export function ranked<T extends Sought>(query: string, all: T[], recent: string[]): T[] {
  const late = (id: string) => {
    const at = recent.indexOf(id);
    return at < 0 ? 0 : 12 - at;
  };
  return all
    .flatMap((one, at) => {
      const found = weightOf(query, one);
      return found === null ? [] : [{ one, at, weight: found + late(one.id) }];
    })
    .sort((left, right) => right.weight - left.weight || left.at - right.at)
    .map(({ one }) => one);
}

/** The list of what was used lately with this one at its head. */
export function withRecent(recent: string[], id: string, most = 8): string[] {
  return [id, ...recent.filter((held) => held !== id)].slice(0, most);
}
