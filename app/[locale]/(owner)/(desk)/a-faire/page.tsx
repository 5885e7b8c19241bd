import { screenMetadata } from '@/app/screen-metadata';
import { TodoScreen } from '@/components/book/todo-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'todo');

export default function Page() {
  return <TodoScreen />;
}
