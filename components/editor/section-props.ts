import type { Card, CardPatch } from '@/lib/card/card';

/** Props of every section of the editor: the card and the function that changes it. */
export type SectionProps = { card: Card; change: (patch: CardPatch) => void };
