import { screenMetadata } from '@/app/screen-metadata';
import { SignatureScreen } from '@/components/send/signature-screen';
import { isLocale, LOCALES } from '@/lib/i18n/locales';

export const dynamicParams = false;
export const generateStaticParams = () => LOCALES.map((locale) => ({ locale }));

export async function generateMetadata({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  return screenMetadata(isLocale(locale) ? locale : 'fr', 'signature');
}

export default function Page() {
  return <SignatureScreen />;
}
