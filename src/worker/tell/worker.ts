/** The worker that tells of experiments: statistics take seconds, in which a page would stand still. */
import { messageOf } from '../../lab/message-of.ts';
import type { DocumentName } from './documents.ts';
import { documentOf, tell, type Subject } from './tell.ts';

export interface Question {
  id: number;
  subject: Subject;
  /** The report, if left out. */
  document?: DocumentName;
}

export type Answer = { id: number } & ({ value: unknown } | { problem: string });

self.onmessage = ({ data: { id, subject, document } }: MessageEvent<Question>) => {
  let answer: Answer;
  try {
    answer = { id, value: document ? documentOf(subject, document) : tell(subject) };
  } catch (error) {
    answer = { id, problem: messageOf(error) };
  }
  self.postMessage(answer);
};
