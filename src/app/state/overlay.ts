/** Another run's past, drawn over this one: the run that it was forked from, or one that was kept. */
import type { StepRecord } from '../../lab/metrics/record.ts';
import type { Lane } from '../../lab/run/session.ts';
import { methodViews, type MethodView } from './methods.ts';
import { SmoothSeries } from './smooth.ts';

export interface Overlay {
  /** Of the kept run; a run that is not kept has one of its own, too. */
  id: string;
  name: string;
  /** The first step at which it is another than this one. */
  from: number;
  lanes: readonly Lane[];
  methods: readonly MethodView[];
  /** Ids of the criteria, one per column of its series. */
  ids: readonly string[];
  /** Columns from the river bed up. */
  order: readonly number[];
  smooth: SmoothSeries;
  /** [lane][step] */
  records: readonly (readonly StepRecord[])[];
}

/**
 * @param ids of all criteria that the run ever had, those it began with first
 * @param records [lane][step]
 */
export function overlayOf(
  about: Pick<Overlay, 'id' | 'name' | 'from' | 'order'>,
  lanes: readonly Lane[],
  ids: readonly string[],
  records: readonly (readonly StepRecord[])[],
): Overlay {
  const methods = methodViews(lanes);
  const smooth = new SmoothSeries(methods, ids);
  records[0]?.forEach((_, step) => smooth.push(records.map((own) => own[step]!)));
  return { ...about, lanes, methods, ids, smooth, records };
}
