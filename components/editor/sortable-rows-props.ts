import type { ReactNode } from 'react';

export type SortableRowsProps<Row extends { id: string }> = {
  rows: readonly Row[];
  label: string;
  nameOf: (row: Row, index: number) => string;
  onOrder: (rows: Row[]) => void;
  children: (row: Row, index: number) => ReactNode;
};
