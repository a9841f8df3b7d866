/** The six topics of the toy language; each is one prompt, with words and facts of its own. */

export interface Topic {
  id: string;
  /** What such an answer talks about. */
  words: readonly [string, string];
  /** What can truthfully be said of it. */
  facts: readonly [string, string, string];
}

export const TOPICS: readonly Topic[] = [
  { id: 'rain', words: ['clouds', 'drops'], facts: ['fall', 'cool', 'condense'] },
  { id: 'iron', words: ['iron', 'ore'], facts: ['rusts', 'melts', 'conducts'] },
  { id: 'wolves', words: ['wolves', 'packs'], facts: ['howl', 'hunt', 'roam'] },
  { id: 'bread', words: ['dough', 'yeast'], facts: ['rises', 'bakes', 'browns'] },
  { id: 'moon', words: ['moon', 'craters'], facts: ['orbits', 'glows', 'wanes'] },
  { id: 'bees', words: ['bees', 'hives'], facts: ['swarm', 'pollinate', 'dance'] },
];
