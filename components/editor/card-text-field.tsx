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
  /** Looked at once the field has been left: nobody is corrected in the middle of a word. */
  check?: (text: string) => PropertyProblem | null;
};

/**
 * A property of the card as a text field. It keeps what is typed to itself while it has the focus, so that a change from
 * another tab never moves the text under somebody's fingers, and follows the card again once left.
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
