/** The colour theme: the system's, unless the user chose one. */

const KEY = 'focal-lab-theme';
type Name = 'light' | 'dark';

export class Theme {
  current = $state<Name>('light');

  constructor() {
    if (typeof document !== 'undefined')
      this.current = document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light';
  }

  toggle(): void {
    this.current = this.current === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = this.current;
    const system: Name = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    try {
      if (this.current === system) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, this.current);
    } catch {
      // Storage is blocked: the choice holds until the page is closed.
    }
  }
}
