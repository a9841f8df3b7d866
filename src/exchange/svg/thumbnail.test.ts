import { describe, expect, it } from 'vitest';
import { readRecording } from '../../lab/run/recording/read.ts';
import { SCENARIOS } from '../../scenarios/index.ts';
import { thumbnail } from './thumbnail.ts';
import { wellFormed } from './well-formed.ts';

const files = import.meta.glob<string>('../../scenarios/*/recorded.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const pictures = import.meta.glob<string>('../../scenarios/*/thumbnail.svg', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What a picture may weigh. */
const MOST = 4000;

describe.each(SCENARIOS.filter(({ id }) => `../../scenarios/${id}/recorded.json` in files))(
  'the picture of $id',
  (scenario) => {
    it('is small, and that of its recorded run', async () => {
      const { id } = scenario;
      const recording = await readRecording(
        JSON.parse(files[`../../scenarios/${id}/recorded.json`]!),
        scenario,
      );
      const drawn = thumbnail(recording.rubric, recording.records.slice(recording.author));
      expect(wellFormed(drawn)).toBe('');
      expect(drawn.length).toBeLessThan(MOST);
      expect(pictures[`../../scenarios/${id}/thumbnail.svg`], 'npm run record -- --thumbnail draws it').toBe(
        drawn,
      );
    });
  },
);

it('streams fill the height, and one without numbers leaves the picture whole', () => {
  const record = (effort: number[]) => ({ effort, saturation: [0.5, NaN] });
  const drawn = thumbnail([{ weight: 2 }, { weight: 1 }], [[record([0.25, 0.75]), record([NaN, NaN])]]);
  expect(wellFormed(drawn)).toBe('');
  expect(drawn).not.toContain('NaN');
  // The lighter criterion lies at the bed: its stream is three quarters high, from 28 down to 112.
  expect(drawn).toContain('M0 28l');
});
