import type { Card, CardPatch } from '@/lib/card/card';

/** Every section of the editor receives the card and the one function that changes it. */
export type SectionProps = { card: Card; change: (patch: CardPatch) => void };
