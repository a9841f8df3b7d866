/** A step taken apart: answers without an update, an update from given advantages, and a teacher that follows a lane. */

/* Whether a lane's tables say that it is active is for steps: here the lanes that are named take part, and no others. */

/** Asks for answers of a lane's policy as it is. */
export interface SampleRequest {
  lane: number;
  /** Keys of the random draws; left out, the lane's own seed and the step that is its next. */
  seed?: number;
  step?: number;
}

export interface Sampled {
  /** [P, G, T], END filling up the rest */
  tokens: Int32Array;
  /** Scores by the criteria of the lane's tables, [P, G, K] each. */
  judgeScores: Float32Array;
  goldScores: Float32Array;
}

/** What a lane learns from: answers, and how much better each was than it had to be. */
export interface Taught {
  lane: number;
  /** [P, G, T] */
  tokens: Int32Array;
  /** [P, G] */
  advantages: Float32Array;
  /** 1 for answers that are in the loss, 0 for the others, [P, G]; all of them if left out. */
  counted?: Float32Array;
}

/**
 * What an engine does besides whole steps. A lane that is sampled and then taught with the advantages that a step would
 * have computed is where the step would have left it, bit for bit.
 */
export interface Apart {
  /** Nothing moves: no parameters, no counters. In the order of the requests. */
  sample(requests: readonly SampleRequest[]): Promise<Sampled[]>;
  /** One optimiser step per pass for each lane named; their step and update counters go up. Other lanes rest. */
  learn(lessons: readonly Taught[]): Promise<void>;
  /**
   * Moves a teacher towards a student: teacher = (1 - mix) teacher + mix student, by parameter.
   *
   * @param teacher a lane that never learns itself
   * @param mix 0 to 1
   */
  moveTeacher(teacher: number, student: number, mix: number): Promise<void>;
}
