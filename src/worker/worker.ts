/** The dedicated worker: a trainer behind messages. */
import type { Command } from './protocol.ts';
import { Trainer } from './trainer.ts';

const trainer = new Trainer((report) => self.postMessage(report));

self.onmessage = ({ data }: MessageEvent<Command>) => void trainer.obey(data);
