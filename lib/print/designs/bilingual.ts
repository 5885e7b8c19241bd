import { classicSide } from './classic';
import type { DesignInput, DesignOutput } from './design';

/** Recto-verso FR/EN*: a full card on each side, with its region's rules for phones, addresses and punctuation. */
export function layOutBilingual(input: DesignInput): DesignOutput {
  const front = classicSide(input, input.content, input.code);
  const back = classicSide(input, input.other.content, input.code);
  // A finding that concerns both sides is reported once.
  const frontKeys = new Set(front.findings.map(({ code, key }) => `${code} ${key}`));
  const backFindings = back.findings.filter(({ code, key }) => !frontKeys.has(`${code} ${key}`));
  return { front: front.items, back: back.items, findings: [...front.findings, ...backFindings] };
}
