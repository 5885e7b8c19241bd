import { screenMetadata } from '@/app/screen-metadata';
import { ReplyScreen } from '@/components/exchange/reply-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'reply');

export default function Page() {
  return <ReplyScreen />;
}
