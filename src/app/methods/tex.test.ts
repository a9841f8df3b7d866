import { describe, expect, it } from 'vitest';
import { METHODS } from '../../lab/reward/methods/index.ts';
import { mathLines, mathText } from './mathml.ts';
import { texToMath } from './tex.ts';

const text = (tex: string) => mathText(texToMath(tex));

describe('TeX', () => {
  it('becomes fractions, scripts, sums and letters', () => {
    expect(texToMath('\\tfrac1K')).toEqual({
      tag: 'mfrac',
      children: [
        { tag: 'mn', text: '1' },
        { tag: 'mi', text: 'K' },
      ],
    });
    expect(texToMath('w_k')).toMatchObject({ tag: 'msub' });
    expect(texToMath('x^2_k')).toMatchObject({ tag: 'msubsup' });
    expect(texToMath('\\sum_k^K')).toMatchObject({ tag: 'munderover' });
    expect(texToMath('\\bar g_C')).toMatchObject({
      tag: 'msub',
      children: [{ tag: 'mover' }, { text: 'C' }],
    });
    expect(texToMath('\\mathrm{std}')).toEqual({ tag: 'mi', text: 'std', variant: 'normal' });
  });

  it('keeps the order of what it reads', () => {
    expect(text('w_k=\\frac{b_k(1-s_k+\\epsilon)^\\gamma}{\\sum_l b_l}')).toBe('w_k=b_k(1−s_k+ε)^γ/∑_lb_l');
    expect(text('\\left(a\\right)\\quad\\text{if } x \\ge 10^{-4}')).toBe('(a) if x≥10^−4');
    expect(text('\\Big(\\textstyle\\sum_k z\\Big)')).toBe('(∑_kz)');
  });

  it('stretches only those brackets that were written large', () => {
    expect(texToMath('(a)^2')).toMatchObject({
      children: [{ text: '(', stretchy: 'false' }, { text: 'a' }, { tag: 'msup' }],
    });
    expect(texToMath('\\Big(a')).toEqual({
      tag: 'mrow',
      children: [
        { tag: 'mo', text: '(' },
        { tag: 'mi', text: 'a' },
      ],
    });
  });

  it('falls into lines where parts stand apart, without the commas between', () => {
    expect(mathLines(texToMath('a=b,\\quad c=d')).map(mathText)).toEqual(['a=b', 'c=d']);
    expect(mathLines(texToMath('f(a, b)')).map(mathText)).toEqual(['f(a,b)']);
  });

  it.each(['\\unknown', '{a', 'a}', '\\frac{a}', 'x_1_2', '\\mathrm x'])('%s is refused', (tex) =>
    expect(() => texToMath(tex)).toThrow('TeX'),
  );

  it.each(METHODS.map(({ id, formula }) => [id, formula]))(
    'of %s is understood, with nothing left',
    (_, tex) => {
      const said = text(tex);
      expect(said).not.toMatch(/[\\{}]/);
      expect(said).toContain('=');
      for (const line of mathLines(texToMath(tex))) expect(mathText(line)).not.toBe('');
    },
  );
});
