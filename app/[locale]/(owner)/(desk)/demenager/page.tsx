import { screenMetadata } from '@/app/screen-metadata';
import { MoveScreen } from '@/components/exchange/move-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'move');

export default function Page() {
  return <MoveScreen />;
}
