/** The main screen as the tests use it. */
import { expect, type Locator, type Page } from '@playwright/test';

/** A run small enough for a processor, where one seed is the default: two methods, few answers per prompt. */
export const SMALL =
  '?methods=static-prior,focal-prior&set=numGenerations=4&set=numIterations=1&set=steps=1000'; // long enough to be paused

export class LabPage {
  readonly page: Page;
  readonly play: Locator;
  readonly pause: Locator;
  readonly step: Locator;
  readonly reset: Locator;
  readonly stepCount: Locator;
  readonly device: Locator;
  readonly seeds: Locator;
  /** What the console said that it should not. */
  readonly complaints: string[] = [];

  constructor(page: Page) {
    this.page = page;
    const bar = page.locator('header.bar');
    this.play = bar.getByRole('button', { name: 'Play' });
    this.pause = bar.getByRole('button', { name: 'Pause' });
    this.step = bar.getByRole('button', { name: 'Step', exact: true });
    this.reset = bar.getByRole('button', { name: 'Reset' });
    this.stepCount = page.getByTestId('step');
    this.device = page.getByTestId('device');
    this.seeds = page.getByTestId('seeds');
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await expect(this.play).toBeEnabled();
  }

  async waitForStep(step: number): Promise<void> {
    await expect
      .poll(async () => Number(await this.stepCount.textContent()), { timeout: 180_000 })
      .toBeGreaterThanOrEqual(step);
  }

  /** The panel of one criterion. */
  criterion(id: string): Locator {
    return this.page.getByTestId(`criterion-${id}`);
  }

  /** A criterion's weight under the method in focus, in percent. */
  async weightOf(id: string): Promise<number> {
    return parseInt((await this.criterion(id).getByTestId('weight').textContent()) ?? '', 10);
  }

  /** A criterion's score under a method at the step shown, as screen readers hear it. */
  async scoreOf(id: string, method: string): Promise<number> {
    const text = (await this.criterion(id).locator('p.hidden-text').textContent()) ?? '';
    return Number(new RegExp(`${method} (1\\.0|\\.\\d\\d)`).exec(text)?.[1]);
  }

  /** The right column: the rubric, or an editor in its place. */
  get side(): Locator {
    return this.page.getByRole('complementary');
  }

  /** What stands at the head of an editor. */
  get sideTitle(): Locator {
    return this.page.locator('#side-title');
  }

  /** One criterion's row in the rubric. */
  row(name: string): Locator {
    return this.side
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('button', { name: `Edit ${name}`, exact: true }) });
  }

  /** Names of the rubric's criteria, in their order. */
  async rubric(): Promise<string[]> {
    return this.side.locator('li .said').allTextContents();
  }

  async edit(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Edit ${name}`, exact: true }).click();
    await expect(this.sideTitle).toHaveText(name);
  }

  async back(): Promise<void> {
    await this.page.getByRole('button', { name: 'Rubric', exact: true }).click();
  }

  /** Takes one step and waits for its records. */
  async advance(): Promise<void> {
    const before = Number(await this.stepCount.textContent());
    const first = (await this.page.getByTestId('outcome-focal-prior').count()) === 0;
    await expect(this.step).toBeEnabled();
    await this.step.click();
    if (!first) await this.waitForStep(before + 1);
    await expect(this.step).toBeEnabled();
  }

  /** The methods, in place of the rubric. */
  async methods(): Promise<void> {
    await this.page.locator('#open-methods').click();
    await expect(this.sideTitle).toHaveText('Methods');
  }

  /** Unfolds what is folded under a test id. */
  async unfold(id: string): Promise<Locator> {
    const details = this.side.getByTestId(id);
    if ((await details.getAttribute('open')) === null) await details.locator('summary').first().click();
    return details;
  }

  /** Shows the answers, their numbers, or the contrast. */
  async show(view: 'Answers' | 'Numbers' | 'Contrast' | 'Gradient'): Promise<void> {
    await this.page.getByRole('group', { name: 'Shown here' }).getByRole('button', { name: view }).click();
  }

  /** Marks of edits on the timeline. */
  get marks(): Locator {
    return this.page.locator('footer .edit');
  }

  /** The name of the scenario, which opens all of them. */
  get scenario(): Locator {
    return this.page.locator('header.bar .scenario');
  }

  /** The gallery of scenarios. */
  async scenarios(): Promise<Locator> {
    await this.scenario.click();
    const dialog = this.page.getByRole('dialog', { name: 'Scenarios' });
    await expect(dialog).toBeVisible();
    return dialog;
  }

  /** Opens another scenario in place, by its card. */
  async choose(name: string): Promise<void> {
    const dialog = await this.scenarios();
    await dialog.getByRole('button', { name, exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(this.scenario).toHaveText(name);
  }

  /** The note of the scenario that is open. */
  async about(name: string): Promise<Locator> {
    await this.page.getByRole('button', { name: 'About this scenario' }).click();
    const dialog = this.page.getByRole('dialog', { name });
    await expect(dialog.getByTestId('note')).toBeVisible();
    return dialog;
  }

  /** The run on the page and the kept ones. */
  async runs(): Promise<Locator> {
    const dialog = this.page.getByRole('dialog', { name: 'Runs' });
    if (!(await dialog.isVisible()))
      await this.page.getByRole('button', { name: 'Runs', exact: true }).click();
    await expect(dialog).toBeVisible();
    return dialog;
  }

  /** Drops a file on the page. */
  async drop(name: string, content: Buffer | string): Promise<void> {
    await this.page.evaluate(
      ([fileName, text]) => {
        const bytes = Uint8Array.from(atob(text!), (letter) => letter.charCodeAt(0));
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([bytes], fileName!));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      },
      [name, Buffer.from(content).toString('base64')],
    );
  }

  /** What was edited last, as screen readers hear it. */
  get lastEdit(): Locator {
    return this.page.locator('footer [role="status"]');
  }
}
