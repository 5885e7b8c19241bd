import { screenMetadata } from '@/app/screen-metadata';
import { TodoScreen } from '@/components/book/todo-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'todo');

export default function Page() {
  return <TodoScreen />;
}
