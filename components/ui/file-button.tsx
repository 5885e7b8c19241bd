import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { Icon } from './button';
import { classNames } from './class-names';

type Props = Pick<ComponentProps<'input'>, 'accept' | 'capture' | 'disabled'> & {
  icon: LucideIcon;
  children: ReactNode;
  onFile: (file: File) => void;
  filled?: boolean;
  /** What else the button does, or looks like: files dropped on it. */
  label?: ComponentProps<'label'>;
};

/** A file field that looks as a button does; the field itself lies over it, so that it is what is touched and focused. */
export function FileButton({ icon, children, onFile, filled, label, ...field }: Props) {
  return (
    <label
      {...label}
      className={classNames(
        'file-button rounded-surface px-5 text-large font-semibold',
        filled ? 'bg-accent text-on-accent' : 'border border-control bg-surface hover:border-accent',
        label?.className,
      )}
    >
      <Icon icon={icon} size={24} />
      {children}
      <input
        {...field}
        type="file"
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file) onFile(file);
        }}
      />
    </label>
  );
}
