import type { CardId, CardPatch } from '../../card/card';

/** Changes to the same properties within this time are one undo step. */
const SAME_STEP_MS = 1200;
const MAX_STEPS = 200;

type Step = { inverse: CardPatch; keys: string; atMs: number };

export type History = ReturnType<typeof createHistory>;

/**
 * Creates the undo and redo history: for each card, the patches that restore earlier values. `invert` returns the
 * inverse of a patch about to be applied.
 */
export function createHistory(now: () => number) {
  const past = new Map<CardId, Step[]>();
  const future = new Map<CardId, Step[]>();

  const stepsOf = (steps: Map<CardId, Step[]>, id: CardId): Step[] => {
    const list = steps.get(id) ?? [];
    steps.set(id, list);
    return list;
  };

  function move(from: Map<CardId, Step[]>, to: Map<CardId, Step[]>, id: CardId, invert: (p: CardPatch) => CardPatch) {
    const step = stepsOf(from, id).pop();
    if (step === undefined) return null;
    stepsOf(to, id).push({ ...step, inverse: invert(step.inverse), atMs: 0 });
    return step.inverse;
  }

  return {
    record(id: CardId, inverse: CardPatch): void {
      const steps = stepsOf(past, id);
      const keys = Object.keys(inverse).sort().join(' ');
      const last = steps.at(-1);
      const isSameStep = last !== undefined && last.keys === keys && now() - last.atMs < SAME_STEP_MS;
      if (isSameStep) last.atMs = now();
      else steps.push({ inverse, keys, atMs: now() });
      if (steps.length > MAX_STEPS) steps.shift();
      future.delete(id);
    },
    undo: (id: CardId, invert: (patch: CardPatch) => CardPatch) => move(past, future, id, invert),
    redo: (id: CardId, invert: (patch: CardPatch) => CardPatch) => move(future, past, id, invert),
    canUndo: (id: CardId) => (past.get(id)?.length ?? 0) > 0,
    canRedo: (id: CardId) => (future.get(id)?.length ?? 0) > 0,
  };
}
