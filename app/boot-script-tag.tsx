'use client';

import { useServerInsertedHTML } from 'next/navigation';
import { useRef } from 'react';

/**
 * The inline script of <head>, in the prerendered document only: a change of language renders the layout again, and inserting
 * a script from a string is what the page's policy refuses.
 */
export function BootScriptTag({ script }: { script: string }) {
  const isInserted = useRef(false);
  useServerInsertedHTML(() => {
    // Called once for each part of the document that is streamed.
    if (isInserted.current) return null;
    isInserted.current = true;
    return <script dangerouslySetInnerHTML={{ __html: script }} />;
  });
  return null;
}
