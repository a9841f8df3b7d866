import { describe, expect, it } from 'vitest';
import { lastMean } from './last-mean.ts';
import { checkPlan, checkStudy } from './plan.ts';
import { completeSettings, parseSetting, settingsThatDiffer } from './settings.ts';
import { coin } from './testing.ts';

describe('settings', () => {
  it('are the fields’ initial ones, under the scenario’s, under the overrides', () => {
    expect(completeSettings(coin, 'plain')).toEqual({ steps: 20, lift: 0, count: 'heads', noisy: false });
    expect(completeSettings(coin, 'lifted', { steps: 5, noisy: true })).toEqual({
      ...{ steps: 5, lift: 0.1, count: 'heads', noisy: true },
    });
    expect(completeSettings(coin, 'lifted', { lift: 0 })['lift']).toBe(0);
  });

  it('that a scenario has anyway are left out of what differs', () => {
    const whole = completeSettings(coin, 'lifted', { steps: 5 });
    expect(settingsThatDiffer(coin, 'lifted', whole)).toEqual({ steps: 5 });
    expect(settingsThatDiffer(coin, 'plain', whole)).toEqual({ steps: 5, lift: 0.1 });
  });

  it.each<[string, unknown]>([
    ['steps=7', ['steps', 7]],
    ['lift=-0.5', ['lift', -0.5]],
    ['count=tails', ['count', 'tails']],
    ['noisy=false', ['noisy', false]],
  ])('reads %s', (text, read) => expect(parseSetting(coin, text)).toEqual(read));

  it.each([
    ['steps', /"steps" is not understood; write name=value with one of steps, lift, count, noisy/],
    ['=3', /"=3" is not understood/],
    ['steps=', /steps is ""; allowed is a whole number from 1 to 1000/],
    ['steps=2.5', /steps is 2.5; allowed is a whole number from 1 to 1000/],
    ['steps=0', /steps is 0; allowed is a whole/],
    ['lift=Infinity', /lift is "Infinity"; allowed is a number from -0.5 to 0.5/],
    ['count=feet', /count is "feet"; allowed is heads, tails/],
    ['noisy=1', /noisy is "1"; allowed is true, false/],
    ['constructor=1', /Unknown setting "constructor" of Coins; known are steps, lift, count, noisy/],
    [`${'x'.repeat(5000)}=1`, /^Unknown setting "x{58}… of Coins/],
  ])('refuses %s', (text, says) => expect(() => parseSetting(coin, text)).toThrow(says));
});

describe('a plan', () => {
  it('is as the page opens the lab where nothing is said', () => {
    expect(checkPlan(coin)).toEqual({
      ...{ scenario: 'plain', arms: ['fair', 'loaded'], seeds: [1, 2] },
      settings: completeSettings(coin, 'plain'),
    });
  });

  it.each<[Parameters<typeof checkPlan>[1], RegExp]>([
    [{ scenario: 'nope' }, /Unknown scenario "nope" of Coins; known are plain, lifted/],
    [{ scenario: '__proto__' }, /Unknown scenario "__proto__"/],
    [{ arms: [] }, /There is no arm/],
    [{ arms: ['fair', 'bent'] }, /Unknown arm "bent" of Coins; known are fair, loaded/],
    [{ arms: ['fair', 'fair'] }, /The arm "fair" is there twice/],
    [{ seeds: [] }, /There are 0 seeds; allowed are 1 to 32/],
    [{ seeds: Array.from({ length: 33 }, (_, i) => i) }, /There are 33 seeds/],
    [{ seeds: [1, -1] }, /A seed is -1; allowed is a whole number from 0 to 4294967295/],
    [{ seeds: [NaN] }, /A seed is NaN/],
    [{ seeds: [3, 3] }, /The seed 3 is there twice/],
    [{ settings: { lift: 9 } }, /lift is 9; allowed is a number from -0.5 to 0.5/],
    [{ settings: { lift: NaN } }, /lift is NaN; allowed/],
    [{ settings: { valueOf: 1 } }, /Unknown setting "valueOf"/],
  ])('refuses %j', (part, says) => expect(() => checkPlan(coin, part)).toThrow(says));

  it('of a study is the lab’s own with seeds 1 to 8 where nothing is said', () => {
    expect(checkStudy(coin, 'coin')).toEqual({
      ...{ lab: 'coin', scenarios: ['plain', 'lifted'], arms: ['fair', 'loaded'], settings: {} },
      seeds: [1, 2, 3, 4, 5, 6, 7, 8],
    });
    expect(() => checkStudy(coin, 'coin', { scenarios: [] })).toThrow('There is no scenario');
    expect(() => checkStudy(coin, 'coin', { settings: { steps: 0 } })).toThrow('steps is 0');
  });
});

it('a final value is the mean of the last ten that are numbers', () => {
  const values = Array.from({ length: 20 }, (_, i) => i);
  expect(lastMean(values)).toBe(14.5);
  expect(lastMean([...values, NaN, 30], 3)).toBe((19 + 30) / 2);
  expect(lastMean([4, 6])).toBe(5);
  expect(lastMean([1, NaN, NaN], 2)).toBeNaN();
  expect(lastMean([])).toBeNaN();
  expect(lastMean(undefined)).toBeNaN();
});
