/** The made-up group of the numbers view: whether it is shown, and what is turned on it. */
import { EXAMPLE_PARAMETERS, exampleGroup } from './example.ts';

export class Example {
  shown = $state(false);
  turned = $state.raw({ ...EXAMPLE_PARAMETERS });
  readonly group = $derived(exampleGroup(this.turned));

  turn(name: 'gamma' | 'tau', value: number): void {
    this.turned = { ...this.turned, [name]: value };
  }
}
