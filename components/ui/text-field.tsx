import { Field } from '@base-ui/react/field';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';

const CONTROL =
  'block w-full min-h-12 rounded-surface border border-control bg-surface px-3.5 py-2.5 text-body text-ink placeholder:text-muted focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent';

type FieldFrame = { label: string; hint?: ReactNode; problem?: string | null; className?: string };

/** A text field with its label above and its message below: the message says what to do, the value stays as typed. */
export function TextField({ label, hint, problem, className, ...input }: FieldFrame & ComponentProps<'input'>) {
  return (
    <Field.Root invalid={Boolean(problem)} className={classNames('flex flex-col gap-1', className)}>
      <Field.Label className="text-small font-semibold text-ink">{label}</Field.Label>
      <Field.Control {...input} className={classNames(CONTROL, problem && 'border-error')} />
      {hint && !problem && <Field.Description className="text-small text-muted">{hint}</Field.Description>}
      <FieldProblem problem={problem} />
    </Field.Root>
  );
}

export function TextAreaField({ label, hint, problem, className, ...input }: FieldFrame & ComponentProps<'textarea'>) {
  return (
    <Field.Root invalid={Boolean(problem)} className={classNames('flex flex-col gap-1', className)}>
      <Field.Label className="text-small font-semibold text-ink">{label}</Field.Label>
      <Field.Control render={<textarea rows={3} {...input} />} className={classNames(CONTROL, 'resize-y')} />
      {hint && <Field.Description className="text-small text-muted">{hint}</Field.Description>}
      <FieldProblem problem={problem} />
    </Field.Root>
  );
}

function FieldProblem({ problem }: { problem: string | null | undefined }) {
  return problem ? (
    <Field.Error match className="text-small font-semibold text-error">
      {problem}
    </Field.Error>
  ) : null;
}

export function SelectField({
  label,
  options,
  hideLabel,
  className,
  ...select
}: {
  label: string;
  hideLabel?: boolean;
  options: readonly { value: string; label: string }[];
} & ComponentProps<'select'>) {
  return (
    <label className={classNames('flex flex-col gap-1', className)}>
      <span className={hideLabel ? 'sr-only' : 'text-small font-semibold'}>{label}</span>
      <select {...select} className={classNames(CONTROL, 'pr-2')}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
