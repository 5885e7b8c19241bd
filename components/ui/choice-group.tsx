import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId } from 'react';
import { classNames } from './class-names';

export type Choice<Value extends string> = { value: Value; label: string; detail?: string };

/** One of a few, all in sight: arrows move, the whole row is the target. */
export function ChoiceGroup<Value extends string>({
  legend,
  choices,
  value,
  onChange,
  inline,
}: {
  legend: string;
  choices: readonly Choice<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  inline?: boolean;
}) {
  const legendId = useId();
  return (
    <div className="flex flex-col gap-2">
      <h2 id={legendId} className="text-body font-semibold">
        {legend}
      </h2>
      <RadioGroup
        aria-labelledby={legendId}
        value={value}
        onValueChange={(next) => onChange(next as Value)}
        className={inline ? 'flex flex-wrap gap-2' : 'flex flex-col gap-2'}
      >
        {choices.map((choice) => (
          <Radio.Root
            key={choice.value}
            value={choice.value}
            className={classNames(
              'flex min-h-12 cursor-pointer items-center gap-3 rounded-surface border bg-surface px-3.5 py-2.5 text-left',
              value === choice.value ? 'border-accent outline outline-accent' : 'border-control hover:border-accent',
            )}
          >
            <span
              className={classNames(
                'flex size-5 shrink-0 items-center justify-center rounded-full border-2',
                value === choice.value ? 'border-accent' : 'border-control',
              )}
            >
              <Radio.Indicator className="size-2.5 rounded-full bg-accent" />
            </span>
            <span>
              {choice.label}
              {choice.detail && <span className="block text-small text-muted">{choice.detail}</span>}
            </span>
          </Radio.Root>
        ))}
      </RadioGroup>
    </div>
  );
}
