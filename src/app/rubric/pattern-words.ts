/** What words a pattern names where a scenario has words of its own: patterns keep to the standard names. */
import { STANDARD, type Language } from '../../lab/language/language.ts';

/** Words as a pattern may write them, quoted or bare; classes such as <fact> are none. */
const WORD = /<[^>]*>|"([^"]*)"|[\p{L}\p{N}]+/gu;

/** E.g. ["“fall” is “refunds” here.", "Here “cards” goes by “clouds”."] */
export function patternWords(pattern: string, { words }: Language): string[] {
  const said = [...pattern.matchAll(WORD)].flatMap(([text, quoted]) =>
    text.startsWith('<') || /^\d+$/.test(text) ? [] : [quoted ?? text],
  );
  return [...new Set(said)].flatMap((text) => {
    const named = STANDARD.words.indexOf(text);
    if (named >= 0) return words[named] === text ? [] : [`“${text}” is “${words[named]}” here.`];
    const own = words.indexOf(text);
    return own < 0 ? [] : [`Here “${text}” goes by “${STANDARD.words[own]}”.`];
  });
}
