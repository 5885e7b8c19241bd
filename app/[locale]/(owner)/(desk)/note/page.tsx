import { screenMetadata } from '@/app/screen-metadata';
import { NoteScreen } from '@/components/book/note-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'note');

export default function Page() {
  return <NoteScreen />;
}
