/** Which beta spends a given KL. */
import { klOf } from './closed-forms.ts';

/** 1/beta between which is searched, on a logarithmic scale: KL from about 1e-14 to 34 nats. */
const WEAKEST = Math.log(1e-6);
const STRONGEST = Math.log(1e15);

/** Halvings until log beta is as exact as a double holds it. */
const HALVINGS = 60;

/**
 * @param kl nats, above 0
 * @param spent KL by beta, falling as beta rises; by default that of every proxy without ties
 * @returns beta, or null where no beta spends that much: ties bound KL
 */
export function betaAtKl(kl: number, spent: (beta: number) => number = klOf): number | null {
  if (!(kl > 0)) throw new Error(`KL is ${kl}; allowed are positive numbers of nats.`);
  let [low, high] = [WEAKEST, STRONGEST];
  if (spent(Math.exp(-high)) < kl || spent(Math.exp(-low)) > kl) return null;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (spent(Math.exp(-middle)) < kl) low = middle;
    else high = middle;
  }
  return Math.exp(-(low + high) / 2);
}
