'use client';

import { type ComponentProps, useState } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { TextAreaField, TextField } from '@/components/ui/text-field';
import type { PropertyProblem } from '@/lib/card/problems';
import { problemKey } from './problem-key';

type Common = {
  label: string;
  value: string;
  onText: (text: string) => void;
  /** Applied once the field loses focus, never while the user is typing. */
  check?: (text: string) => PropertyProblem | null;
};

/**
 * Text field for a property of the card. While it has the focus it keeps its own text, so that a change from another
 * tab never moves the text being typed; after that it follows the card again.
 */
export function CardTextField({
  value,
  onText,
  check,
  ...rest
}: Common & Omit<ComponentProps<typeof TextField>, 'value' | 'problem'>) {
  const t = useTranslations('app');
  const [typing, setTyping] = useState<string | null>(null);
  const problem = typing === null ? (check?.(value) ?? null) : null;
  return (
    <TextField
      {...rest}
      value={typing ?? value}
      onFocus={() => setTyping(value)}
      onChange={(event) => {
        setTyping(event.currentTarget.value);
        onText(event.currentTarget.value);
      }}
      onBlur={() => setTyping(null)}
      problem={problem === null ? null : t(problemKey(problem))}
    />
  );
}

export function CardTextArea({
  value,
  onText,
  ...rest
}: Omit<Common, 'check'> & Omit<ComponentProps<typeof TextAreaField>, 'value'>) {
  const [typing, setTyping] = useState<string | null>(null);
  return (
    <TextAreaField
      {...rest}
      value={typing ?? value}
      onFocus={() => setTyping(value)}
      onChange={(event) => {
        setTyping(event.currentTarget.value);
        onText(event.currentTarget.value);
      }}
      onBlur={() => setTyping(null)}
    />
  );
}
