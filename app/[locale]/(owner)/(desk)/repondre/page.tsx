import { screenMetadata } from '@/app/screen-metadata';
import { ReplyScreen } from '@/components/exchange/reply-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'reply');

export default function Page() {
  return <ReplyScreen />;
}
