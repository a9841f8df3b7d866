/** Fades every panel but one, which gets an ink rule at its left; what is faded cannot be reached meanwhile. */

/**
 * @param lab what the panels are children of
 * @param panel class of the panel that stays
 * @returns undoes it
 */
export function light(lab: HTMLElement, panel: string): () => void {
  const panels = [...lab.children].filter((child): child is HTMLElement => child instanceof HTMLElement);
  // Where the layout hides the panel concerned, nothing stands out.
  if (!panels.some((child) => child.classList.contains(panel))) return () => {};
  for (const child of panels) {
    const concerned = child.classList.contains(panel);
    child.classList.toggle('slow-concerned', concerned);
    child.classList.toggle('slow-faded', !concerned);
    child.inert = !concerned;
  }
  return () => {
    for (const child of panels) {
      child.classList.remove('slow-concerned', 'slow-faded');
      child.inert = false;
    }
  };
}
