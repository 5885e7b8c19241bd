'use client';

import type { ReactNode } from 'react';
import { useLazyModule } from '@/components/card/use-lazy-module';
import { ScreenTitle } from '@/components/shell/screen-title';
import { PrintWords } from './print-words';

/** A print screen's title at once; its parts and its words are fetched only once it is opened. */
export function LazyPrintScreen<Parts>({
  title,
  load,
  children,
}: {
  title: string;
  /** The same function each time. */
  load: () => Promise<Parts>;
  children: (parts: Parts) => ReactNode;
}) {
  const parts = useLazyModule(load);
  return (
    <>
      <ScreenTitle>{title}</ScreenTitle>
      <PrintWords waiting={null}>{parts !== null && children(parts)}</PrintWords>
    </>
  );
}
