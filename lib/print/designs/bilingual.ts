import { classicSide } from './classic';
import type { DesignInput, DesignOutput } from './design';

/** *Recto-verso FR/EN*: a whole card a side, each in its language's own telephone, address and punctuation rules. */
export function layOutBilingual(input: DesignInput): DesignOutput {
  const front = classicSide(input, input.content, input.code);
  const back = classicSide(input, input.other.content, input.code);
  // What is left out on both sides is said once.
  const said = new Set(front.findings.map(({ code, key }) => `${code} ${key}`));
  const more = back.findings.filter(({ code, key }) => !said.has(`${code} ${key}`));
  return { front: front.items, back: back.items, findings: [...front.findings, ...more] };
}
