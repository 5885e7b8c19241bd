'use client';

import { LazyBookScreen } from './lazy-book-screen';

const loadDesk = () => import('./todo-desk');

export function TodoScreen() {
  return (
    <LazyBookScreen screen="todo" back="contacts" load={loadDesk}>
      {({ TodoDesk }) => <TodoDesk />}
    </LazyBookScreen>
  );
}
