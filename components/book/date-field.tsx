import type { ReactNode } from 'react';
import { TextField } from '@/components/ui/text-field';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A date field, `YYYY-MM-DD`. Browsers accept six-digit years, which are rejected here. */
export function DateField({
  label,
  hint,
  value,
  onDay,
  mayBeEmpty = false,
}: {
  label: string;
  hint?: ReactNode;
  value: string;
  onDay: (day: string) => void;
  mayBeEmpty?: boolean;
}) {
  return (
    <TextField
      label={label}
      hint={hint}
      type="date"
      min="1900-01-01"
      max="9999-12-31"
      value={value}
      onChange={(event) => {
        const day = event.currentTarget.value;
        if (DAY.test(day) || (day === '' && mayBeEmpty)) onDay(day);
      }}
    />
  );
}
