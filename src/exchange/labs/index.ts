/** Labs in files and links. The report and the figures are loaded where they are wanted (document.ts, figures.ts). */
export { isLabLink, LONGEST_LAB_LINK, readLabLink, writeLabLink } from './link.ts';
export { fitRequest, requestOf, type Fitted, type LabRequest } from './request.ts';
export { readLabFile, writeLabFile, type LabFileRead } from './results-file.ts';
