/** The page's end of the worker that tells of experiments. */
import type { DocumentName } from './documents.ts';
import type { Subject, Told } from './tell.ts';
import type { Answer, Question } from './worker.ts';

interface Waiting {
  resolve: (value: never) => void;
  reject: (problem: Error) => void;
}

export class Teller {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  /** @throws what is wrong with the results */
  tell = (subject: Subject): Promise<Told | null> => this.ask({ subject });

  /** @throws what is wrong with the results */
  document = (subject: Subject, document: DocumentName): Promise<string> => this.ask({ subject, document });

  private ask<Value>(question: Omit<Question, 'id'>): Promise<Value> {
    return new Promise((resolve, reject) => {
      const id = ++this.asked;
      this.waiting.set(id, { resolve, reject });
      try {
        this.worker ??= this.start();
        this.worker.postMessage({ id, ...question } satisfies Question);
      } catch (error) {
        this.waiting.delete(id);
        reject(error as Error);
      }
    });
  }

  private start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'teller' });
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const waiting = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if ('problem' in data) waiting?.reject(new Error(data.problem));
      else waiting?.resolve(data.value as never);
    };
    worker.onerror = (event) => {
      worker.terminate();
      this.worker = null; // another is started when it is asked again
      const problem = new Error(event.message || 'What tells of experiments could not start.');
      for (const { reject } of this.waiting.values()) reject(problem);
      this.waiting.clear();
    };
    return worker;
  }
}
