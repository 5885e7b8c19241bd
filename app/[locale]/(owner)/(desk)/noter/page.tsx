import { screenMetadata } from '@/app/screen-metadata';
import { NoteScreen } from '@/components/book/note-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'note');

export default function Page() {
  return <NoteScreen />;
}
