import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { Icon } from './button';
import { classNames } from './class-names';

type Props = {
  icon: LucideIcon;
  children: ReactNode;
  /** As the `accept` of a file field. */
  accept: string;
  onFile: (file: File) => void;
  emphasis?: 'filled' | 'outlined';
  large?: boolean;
  disabled?: boolean;
  /** Opens the camera, where there is one, rather than the files. */
  capture?: boolean;
};

/** A file field that looks as a button does; the field itself lies over it, so that it is what is touched and focused. */
export function FileButton({
  icon,
  children,
  accept,
  onFile,
  emphasis = 'outlined',
  large = false,
  disabled = false,
  capture = false,
  className,
  ...rest
}: Props & Omit<ComponentProps<'label'>, keyof Props>) {
  return (
    <label
      {...rest}
      className={classNames(
        'relative inline-flex cursor-pointer items-center justify-center gap-2.5 rounded-surface px-5 font-semibold focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-accent has-disabled:opacity-50',
        large ? 'min-h-16 text-large' : 'min-h-12',
        emphasis === 'filled' ? 'bg-accent text-on-accent' : 'border border-control bg-surface hover:border-accent',
        className,
      )}
    >
      <Icon icon={icon} size={large ? 24 : 20} />
      {children}
      <input
        type="file"
        accept={accept}
        capture={capture ? 'environment' : undefined}
        disabled={disabled}
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
    </label>
  );
}
