/** The mark of an event's kind, as the path of a small open shape around 0: the same in charts, in words and in files. */

const PATHS: Readonly<Record<string, string>> = {
  onset: 'M0-5.5L5 4H-5Z',
  flagged: 'M-4-5.5H5L2-2.5 5 .5H-2V5.5H-4Z',
  refined: 'M-1.6-5H1.6V-1.6H5V1.6H1.6V5H-1.6V1.6H-5V-1.6H-1.6Z',
  budget: 'M-4.2-4.2H4.2V4.2H-4.2Z',
  peak: 'M-5-4H5L0 5.5Z',
  collapsed: 'M-4.8-2.4L-2.4-4.8 0-2.4 2.4-4.8 4.8-2.4 2.4 0 4.8 2.4 2.4 4.8 0 2.4-2.4 4.8-4.8 2.4-2.4 0Z',
};

const OTHER = 'M0-5L4 0 0 5-4 0Z';

export const eventPath = (kind: string): string => PATHS[kind] ?? OTHER;
