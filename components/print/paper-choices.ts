import type { Paper } from '@/lib/browser/print-protocol';
import type { RegionProfile } from '@/lib/i18n/locales';
import type { MessageKey } from '@/lib/i18n/messages/catalogue';
import { SHEETS, SHOP_TRIMS } from '@/lib/print/sheets';

/** What may be in the owner's hand, by the words they would use for it. */
export const PAPER_CHOICES = {
  'letter-perforated': { paper: { kind: 'sheet', sheet: 'letter-10', marks: false }, label: 'paper.letterPerforated' },
  'letter-plain': { paper: { kind: 'sheet', sheet: 'letter-10', marks: true }, label: 'paper.letterPlain' },
  'a4-perforated': { paper: { kind: 'sheet', sheet: 'a4-10-85x54', marks: false }, label: 'paper.a4Perforated' },
  'a4-plain': { paper: { kind: 'sheet', sheet: 'a4-10-85x54', marks: true }, label: 'paper.a4Plain' },
  'shop-89x51': { paper: { kind: 'single', trim: '89x51' }, label: 'paper.shopAmerica' },
  'shop-85x55': { paper: { kind: 'single', trim: '85x55' }, label: 'paper.shopEurope' },
} as const satisfies Record<string, { paper: Paper; label: MessageKey }>;

export type PaperChoice = keyof typeof PAPER_CHOICES;

export const isPaperChoice = (text: string): text is PaperChoice => Object.hasOwn(PAPER_CHOICES, text);

/** What is sold where the owner is comes first. */
export function choicesFor(profile: RegionProfile): PaperChoice[] {
  const letter: PaperChoice[] = ['letter-perforated', 'letter-plain', 'shop-89x51'];
  const a4: PaperChoice[] = ['a4-perforated', 'a4-plain', 'shop-85x55'];
  return profile === 'fr-FR' ? [...a4, ...letter] : [...letter, ...a4];
}

export const trimOfPaper = (paper: Paper) =>
  paper.kind === 'sheet' ? SHEETS[paper.sheet].trim : SHOP_TRIMS[paper.trim];
export const cardsOnPaper = (paper: Paper) =>
  paper.kind === 'sheet' ? SHEETS[paper.sheet].columns * SHEETS[paper.sheet].rows : 1;
