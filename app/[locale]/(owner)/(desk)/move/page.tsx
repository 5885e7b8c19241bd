import { screenMetadata } from '@/app/screen-metadata';
import { MoveScreen } from '@/components/exchange/move-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'move');

export default function Page() {
  return <MoveScreen />;
}
