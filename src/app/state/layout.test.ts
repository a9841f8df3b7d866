import { describe, expect, it } from 'vitest';
import { readArrangement, withArrangement } from '../layout-address.ts';
import { gridRows, room } from '../room.ts';
import { gridAreas, Layout, PANELS, type Arrangement } from './Layout.svelte.ts';

const read = (query: string) => readArrangement(query).arrangement;
const LAB: Arrangement = { mode: 'lab', panels: null };

describe('the layout in the address', () => {
  it('names a mode and panels; embed is short for both', () => {
    expect(read('')).toEqual(LAB);
    expect(read('?mode=projector')).toEqual({ mode: 'projector', panels: null });
    expect(read('?panels=criteria,river')).toEqual({ mode: 'lab', panels: ['river', 'criteria'] });
    expect(read('?embed=river,outcome')).toEqual({ mode: 'embed', panels: ['river', 'outcome'] });
    expect(read('?embed')).toEqual({ mode: 'embed', panels: null });
  });

  it('says what it does not know, and shows the rest', () => {
    const { arrangement, problems } = readArrangement('?mode=cinema&panels=river,moon');
    expect(arrangement).toEqual({ mode: 'lab', panels: ['river'] });
    expect(problems).toEqual([
      'mode is "cinema"; allowed is lab, projector, embed.',
      'panels names "moon"; allowed is river, outcome, criteria, answers, rubric, timeline.',
    ]);
  });

  it('comes back as it was written, and leaves the rest of the address alone', () => {
    for (const arrangement of [LAB, read('?mode=projector&panels=river,answers'), read('?embed=criteria')]) {
      const query = withArrangement('?seeds=2&set=beta=1&panels=rubric', arrangement);
      expect(read(query)).toEqual(arrangement);
      expect(new URLSearchParams(query).get('set')).toBe('beta=1');
    }
    expect(withArrangement('?mode=projector', LAB)).toBe('');
  });
});

describe('the layout', () => {
  it('hides and shows panels, never the last one, and tells who writes the address', () => {
    const written: Arrangement[] = [];
    const layout = new Layout(LAB, (now) => written.push(now));
    layout.toggle('answers');
    expect(layout.shows('answers')).toBe(false);
    expect(layout.shows('river')).toBe(true);
    layout.toggle('answers');
    expect(layout.untouched).toBe(true);
    expect(written.map(({ panels }) => panels?.length ?? null)).toEqual([5, null]);
    for (const panel of PANELS) layout.toggle(panel);
    expect(layout.panels).toEqual(['timeline']);
    layout.restore();
    expect(layout.panels).toEqual(PANELS);
  });

  it('goes to the projector and back to what was chosen before', () => {
    const layout = new Layout({ mode: 'lab', panels: ['river', 'rubric'] });
    layout.toggleProjector();
    expect([layout.mode, layout.panels]).toEqual(['projector', ['river', 'outcome', 'criteria']]);
    layout.toggleProjector();
    expect([layout.mode, layout.panels]).toEqual(['lab', ['river', 'rubric']]);
  });

  it('stays embedded in another page', () => {
    const written: unknown[] = [];
    const layout = new Layout({ mode: 'embed', panels: null }, (now) => written.push(now));
    layout.toggleProjector();
    expect([layout.mode, written]).toEqual(['embed', []]);
  });

  it('leaves no hole in the grid, whatever is shown', () => {
    expect(gridAreas(PANELS)).toEqual(['river outcome', 'criteria rubric', 'answers rubric']);
    expect(gridAreas(['river', 'outcome', 'criteria'])).toEqual(['river outcome', 'criteria criteria']);
    for (let bits = 1; bits < 32; bits++) {
      const shown = PANELS.filter((panel, i) => panel !== 'timeline' && bits & (1 << i));
      const rows = gridAreas(shown).map((row) => row.split(' '));
      expect(new Set(rows.flat())).toEqual(new Set(shown));
      expect(new Set(rows.map(({ length }) => length)).size).toBe(1);
      expect(gridRows(gridAreas(shown)).match(/auto|minmax\([^)]*\)/g)).toHaveLength(rows.length);
    }
  });
});

describe('the room for the river', () => {
  const desk = { width: 1440, height: 900, mode: 'lab', panels: PANELS, methods: 3, criteria: 7 } as const;

  it('is 340 px on the desk, more in taller windows, never under 300 beside answers', () => {
    expect(room(desk).river).toBe(340);
    expect(room({ ...desk, height: 1100 }).river).toBe(480);
    expect(room({ ...desk, height: 600 }).river).toBe(300);
  });

  it('takes what hidden answers leave', () => {
    expect(room({ ...desk, panels: ['river', 'timeline'] }).river).toBeGreaterThan(600);
  });

  it('is enlarged with everything else on a projector, without asking for more than there is', () => {
    const panels = ['river', 'outcome', 'criteria'] as const;
    for (const [height, zoom] of [
      [1080, 1.375],
      [720, 1.25],
    ] as const) {
      const space = room({ ...desk, height, mode: 'projector', panels });
      expect(space.zoom).toBe(zoom);
      expect(zoom * (space.river + 53)).toBeLessThan(height);
    }
  });

  it('keeps the docked play button on a phone', () => {
    expect(room({ ...desk, width: 390, panels: ['river'] })).toMatchObject({ phone: true, timeline: true });
  });
});
